// What may be meant, listed below a search box while somebody types. The arrow keys go through it, Enter or a click
// follows, Escape puts it away; Enter without a choice searches, as it does without this script. What is typed is
// sent in the body, never in an address: it may be a telephone number.

const PAUSE = 120; // milliseconds

class Suggesting {
  constructor(field) {
    this.field = field;
    this.list = document.createElement("div");
    this.list.id = `${field.id}-offers`;
    this.list.className = "desk-offers";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", field.dataset.suggested);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.setAttribute("aria-expanded", "false");
    field.autocomplete = "off";
    field.after(this.list);
    field.addEventListener("input", (event) => event.isComposing || this.ask());
    field.addEventListener("compositionend", () => this.ask());
    field.addEventListener("blur", () => this.hide());
    field.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the cursor
  }

  async ask() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.show(this.field.value), PAUSE);
  }

  async show(typed) {
    const token = this.field.form.elements.csrfmiddlewaretoken.value;
    const body = new URLSearchParams({ q: typed, csrfmiddlewaretoken: token });
    const answer = typed.trim() && (await fetch(this.field.dataset.suggestions, { method: "POST", body }).catch(() => null));
    const lines = answer?.ok ? await answer.text() : "";
    if (this.field.value !== typed || document.activeElement !== this.field) return;
    this.list.innerHTML = lines;
    this.lines.forEach((line, place) => (line.id = `${this.list.id}-${place}`));
    this.list.hidden = !this.lines.length;
    this.field.setAttribute("aria-expanded", String(!this.list.hidden));
    this.mark(-1);
  }

  get lines() {
    return [...this.list.children];
  }

  mark(place) {
    this.marked = place;
    for (const [at, line] of this.lines.entries()) line.setAttribute("aria-selected", String(at === place));
    const line = this.lines[place];
    line?.scrollIntoView({ block: "nearest" });
    if (line) this.field.setAttribute("aria-activedescendant", line.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  hide() {
    clearTimeout(this.waiting);
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }

  key(event) {
    if (event.isComposing || this.list.hidden) return;
    const number = this.lines.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const begin = event.key === "ArrowDown" ? -1 : number;
      this.mark(((this.marked < 0 ? begin : this.marked) + (event.key === "ArrowDown" ? 1 : -1) + number) % number);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.hide();
    } else if (event.key === "Enter" && this.marked >= 0) {
      event.preventDefault();
      this.lines[this.marked].click();
    }
  }
}

for (const field of document.querySelectorAll("[data-suggestions]")) new Suggesting(field);
