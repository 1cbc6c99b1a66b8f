// The phone desk by keyboard: Enter goes on to the next field, Ctrl + Enter sends; what is proposed for a field
// is listed below it. Without this script every button does the same with a page of its own.

import { Choosing } from "./choosing.js";

const form = document.querySelector("#new-matter");
const fits = document.querySelector("#fits");
const MOST = 8;
const PAUSE = 150; // milliseconds

// Not `form.elements[name]`: that collection has an `item` of its own.
const fieldOf = (name) => form.querySelector(`[name="${name}"]`);

// A short answer was taken into the reply: its first {blank} is selected, ready to be written over.
const reply = document.querySelector("textarea[autofocus]");
const blank = reply?.value.match(/[{｛][^{}｛｝\n]+[}｝]/);
if (blank) {
  reply.focus();
  reply.setSelectionRange(blank.index, blank.index + blank[0].length);
}

function offersIn(part, name) {
  const buttons = [...part.querySelectorAll(`[data-field="${name}"]`)];
  return buttons.map((button) => ({ value: button.dataset.value, reason: button.nextElementSibling?.textContent }));
}

// The names in the browser's own list that hold what is typed.
function listed(names) {
  return (typed) => {
    const wanted = typed.trim().toLowerCase();
    return names.filter((name) => name.toLowerCase().includes(wanted)).slice(0, MOST).map((value) => ({ value }));
  };
}

let asked = 0;

// The server knows by which other names people call a place.
async function called(typed) {
  const mine = ++asked;
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  if (mine !== asked) return [];
  const said = new URLSearchParams({ place: typed, csrfmiddlewaretoken: fieldOf("csrfmiddlewaretoken").value });
  const answer = await fetch(form.dataset.places, { method: "POST", body: said }).catch(() => null);
  const part = document.createElement("template");
  part.innerHTML = answer?.ok ? await answer.text() : "";
  return offersIn(part.content, "place");
}

const finders = { item: listed([...fieldOf("item").list.options].map((option) => option.value)), place: called };
const lists = Object.entries(finders).map(
  ([name, find]) => new Choosing(fieldOf(name), (typed) => (typed ? find(typed) : offersIn(fits, name))),
);

document.body.addEventListener("htmx:afterSwap", () => {
  for (const one of lists) if (!one.field.value && document.activeElement === one.field) one.show();
});

fits.addEventListener("click", (event) => {
  const button = event.target.closest("[data-field]");
  if (!button) return;
  event.preventDefault();
  const field = fieldOf(button.dataset.field);
  field.value = button.dataset.value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
});

function goOn(field) {
  const fields = [...form.querySelectorAll("input, select, textarea, summary")].filter((one) => one.offsetParent);
  fields[fields.indexOf(field) + 1]?.focus();
}

// Alt and a number takes the short answer of that number.
document.addEventListener("keydown", (event) => {
  if (event.altKey && event.code.startsWith("Digit")) {
    fits.querySelector(`[aria-keyshortcuts="Alt+${event.code.slice(-1)}"]`)?.click();
  }
});

form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    form.requestSubmit();
  } else if (event.target.matches("input, select")) {
    event.preventDefault();
    if (event.target === fieldOf("phone") && event.target.value) document.querySelector("#who-calls")?.click();
    goOn(event.target);
  }
});
