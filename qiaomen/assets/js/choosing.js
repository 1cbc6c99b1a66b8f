// A field with a list below it: the arrow keys go through it, Enter or a click takes one, Escape puts it away.

/** `offer` gives what may stand in the field, for what is typed in it so far: [{ value, reason }], the best first. */
export class Choosing {
  constructor(field, offer) {
    this.field = field;
    this.offer = offer;
    this.list = document.createElement("ul");
    this.list.id = `${field.id}-offers`;
    this.list.className = "desk-offers";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", document.querySelector(`label[for="${field.id}"]`).firstChild.data.trim());
    field.removeAttribute("list"); // the browser's own would cover it
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.setAttribute("aria-expanded", "false");
    field.after(this.list);
    field.addEventListener("focus", () => this.field.value || this.show());
    field.addEventListener("input", () => this.show());
    field.addEventListener("blur", () => this.hide());
    field.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the cursor
    this.list.addEventListener("click", (event) => this.take(event.target.closest("li")));
  }

  async show() {
    const typed = this.field.value;
    const offers = await this.offer(typed);
    if (this.field.value !== typed || document.activeElement !== this.field) return;
    this.list.replaceChildren(...offers.map((offer, place) => this.line(offer, place)));
    this.list.hidden = !offers.length;
    this.field.setAttribute("aria-expanded", String(!this.list.hidden));
    this.mark(this.list.firstElementChild);
  }

  line({ value, reason }, place) {
    const line = document.createElement("li");
    line.id = `${this.list.id}-${place}`;
    line.setAttribute("role", "option");
    line.dataset.value = value;
    line.append(value);
    if (reason) {
      const why = document.createElement("small");
      why.textContent = reason;
      line.append(" ", why);
    }
    return line;
  }

  mark(line) {
    this.marked?.setAttribute("aria-selected", "false");
    this.marked = line;
    line?.setAttribute("aria-selected", "true");
    line?.scrollIntoView({ block: "nearest" });
    if (line) this.field.setAttribute("aria-activedescendant", line.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  hide() {
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.mark(null);
  }

  take(line) {
    if (!line) return;
    this.field.value = line.dataset.value;
    this.hide();
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.show();
      else this.mark(this.beside(event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.hide();
    } else if (event.key === "Enter") {
      this.take(this.list.hidden ? null : this.marked);
    }
  }

  beside(step) {
    const lines = [...this.list.children];
    return lines[(lines.indexOf(this.marked) + step + lines.length) % lines.length];
  }
}
