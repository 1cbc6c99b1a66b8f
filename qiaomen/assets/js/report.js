// The report in three steps, one at a time. Without this script all three stand on the page, and it works as well.

import { drop, keep, kept } from "./draft.js";
import { offerPosition, offerSearch } from "./whereabouts.js";

const form = document.querySelector("form.report");
const steps = [...form.querySelectorAll(".step")];
const send = form.querySelector("button:not([type])");
const similar = form.querySelector(".similar");
const words = form.dataset;
const KEPT = ["key", "body", "place", "address", "point"]; // not who they are: others may use the telephone

function button(label, press, plain) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  if (plain) made.className = "plain";
  made.addEventListener("click", press);
  return made;
}

// --- one step at a time

const next = button(words.next, () => go(at + 1));
const back = button(words.back, () => history.back(), true);
send.before(next);
send.after(back);
let at = 0;

function show(step) {
  at = Math.min(Math.max(step, 0), steps.length - 1);
  steps.forEach((section, number) => {
    section.hidden = number !== at;
  });
  next.hidden = at === steps.length - 1;
  send.hidden = !next.hidden;
  back.hidden = at === 0;
  similar.hidden = send.hidden;
}

async function go(step) {
  history.pushState({ step }, "");
  show(step);
  steps[at].querySelector("h2").focus();
  if (step === steps.length - 1) await look();
}

window.addEventListener("popstate", ({ state }) => show(state?.step ?? 0));
const wrong = steps.findIndex((section) => section.querySelector(".problem"));
show(wrong >= 0 ? wrong : (history.state?.step ?? (similar.childElementCount ? steps.length - 1 : 0)));

// --- what others nearby have told of, before it is sent; the server shows it otherwise

async function look() {
  const told = new FormData(form);
  told.delete("photos");
  try {
    const reply = await fetch(words.similar, { method: "POST", body: told });
    if (!reply.ok) return;
    similar.innerHTML = await reply.text();
    if (similar.childElementCount) form.elements.seen.value = "on";
  } catch {
    // no signal: the server asks when it is sent
  }
}

// --- the draft

function field(name) {
  return form.elements[name];
}

function notice(sentence, ...more) {
  const said = document.createElement("p");
  said.className = "notice";
  said.setAttribute("role", "status");
  said.append(sentence, ...more);
  form.before(said);
  return said;
}

const draft = kept();
if (draft && !field("body").value && !field("again").value) {
  KEPT.forEach((name) => {
    if (draft[name]) field(name).value = draft[name];
  });
  const said = notice(
    words.kept,
    button(words.drop, () => {
      drop();
      form.reset();
      said.remove();
    }, true),
  );
}

form.addEventListener("input", (event) => {
  const values = Object.fromEntries(KEPT.map((name) => [name, field(name).value]));
  // What is kept is not lost with another language: nobody needs to be asked (languages.js listens further out).
  if (keep(values) && KEPT.includes(event.target.name)) event.stopPropagation();
});

let silent = null;
form.addEventListener("submit", (event) => {
  if (navigator.onLine !== false) return;
  event.preventDefault();
  silent = silent ?? notice(words.offline);
  silent.scrollIntoView();
});

// --- where

offerPosition(form, button);
offerSearch(form);
