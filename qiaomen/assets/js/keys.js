// Single letters: they move through a list, tick its lines, and start what can be done with a matter.
// Nothing happens while somebody types, composes Chinese or Korean, or holds Ctrl, Alt or the command key.

const dialog = document.querySelector("#keys");
const list = document.querySelector(".desk-lines tbody");
const search = document.querySelector("#search-box");
const verbs = new Map(dialog.dataset.verbs.split(" ").map((pair) => pair.split(":")));

const FIELDS = "input:not([type=checkbox], [type=radio], [type=submit]), textarea, select, [contenteditable]";

function isTyping(event) {
  return event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.target.closest(FIELDS);
}

function move(step) {
  const links = [...list.rows].map((row) => row.querySelector("a[href]"));
  const here = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const there = here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step;
  links[Math.max(0, Math.min(there, links.length - 1))].focus();
}

function tick() {
  document.activeElement.closest(".desk-lines tr")?.querySelector("[type=checkbox]")?.click();
}

// What starts a verb on this page: the field of its form where that stands open, else the link to it.
function starter(noun) {
  const form = document.querySelector(`main form[action$="/${noun}/"]`);
  const field = form?.querySelector("input:not([type=hidden]), textarea, select, button");
  return field ?? document.querySelector(`main a[href="${noun}/"], main a[href$="/${noun}/"]`);
}

const acts = new Map();
if (search) acts.set("/", () => search.focus());
acts.set("?", () => dialog.showModal());
if (list) {
  acts.set("j", () => move(1));
  acts.set("k", () => move(-1));
  acts.set("x", tick);
} else {
  for (const [key, noun] of verbs) {
    const start = starter(noun);
    if (!start) continue;
    start.setAttribute("aria-keyshortcuts", key);
    acts.set(key, () => (start.matches("a") ? start.click() : start.focus()));
  }
}
search?.setAttribute("aria-keyshortcuts", "/");

// The dialog shows the keys that do something here.
const known = dialog.querySelector("template").content.querySelectorAll("dt");
for (const term of known) {
  const key = term.textContent;
  if (!acts.has(key) && !(key === "Enter" && list)) continue;
  dialog.querySelector("dl").append(term.cloneNode(true), term.nextElementSibling.cloneNode(true));
}

document.addEventListener("keydown", (event) => {
  const act = acts.get(event.key);
  if (!act || dialog.open || isTyping(event)) return;
  event.preventDefault();
  act();
});
