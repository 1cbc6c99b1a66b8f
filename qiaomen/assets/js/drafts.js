// What somebody types into a form about a matter stays in this browser until it is sent: for three days at
// most, for this person alone, and not beyond signing out. Every look at the storage may fail.

const words = document.querySelector("#draft-words");
const KEPT = "qiaomen.draft:";
const MINE = `${KEPT}${words?.dataset.person}:`;
const LASTS = 3 * 24 * 60 * 60 * 1000; // milliseconds
const NOT_TYPED = new Set(["hidden", "file", "submit", "button", "password"]);
let leaving = false;

function trying(what) {
  try {
    return what();
  } catch {
    return null;
  }
}

const keys = () => trying(() => Object.keys(localStorage).filter((key) => key.startsWith(KEPT))) ?? [];
const drop = (key) => trying(() => localStorage.removeItem(key));
const found = (key) => trying(() => JSON.parse(localStorage.getItem(key)));
const keep = (key, draft) => trying(() => localStorage.setItem(key, JSON.stringify(draft)));

const typed = (form) => [...form.elements].filter((field) => field.name && !NOT_TYPED.has(field.type));
const chosen = (field) => field.type === "radio" || field.type === "checkbox";

function values(form) {
  const said = typed(form).map((field) => (chosen(field) ? field.checked && field.value : field.value));
  return JSON.stringify(said);
}

function fill(form, said) {
  const known = trying(() => JSON.parse(said)) ?? [];
  typed(form).forEach((field, place) => {
    if (chosen(field)) field.checked = Boolean(known[place]);
    else field.value = known[place] ?? "";
  });
}

// Sent words are thrown away as soon as a page says that something was done; until then they may be needed.
function tidy() {
  const done = document.querySelector(".alert-success");
  for (const key of keys()) {
    const draft = found(key);
    const age = Date.now() - (draft?.at ?? 0);
    if (!key.startsWith(MINE) || !(age >= 0 && age < LASTS) || (draft.sent && done)) drop(key);
  }
}

function moment(at) {
  const today = new Date(at).toDateString() === new Date().toDateString();
  const style = today ? { timeStyle: "short" } : { dateStyle: "short", timeStyle: "short" };
  return new Intl.DateTimeFormat(document.documentElement.lang, style).format(at);
}

function offer(form, key, draft) {
  const note = words.content.firstElementChild.cloneNode(true);
  const [take, away] = note.querySelectorAll("button");
  const said = note.querySelector("span");
  const blank = values(form);
  said.textContent = said.textContent.replace("{time}", moment(draft.at));
  take.addEventListener("click", () => {
    fill(form, draft.values);
    take.remove();
    form.querySelector("textarea")?.focus();
  });
  away.addEventListener("click", () => {
    drop(key);
    fill(form, blank);
    note.remove();
  });
  form.prepend(note);
  if (draft.sent) {
    // it never arrived: most of all they want to go on where they were
    fill(form, draft.values);
    take.remove();
  }
}

function watch(form) {
  const key = `${MINE}${form.dataset.draft}`;
  const blank = values(form);
  const draft = found(key);
  if (draft && draft.values !== blank) offer(form, key, draft);
  else if (draft) keep(key, { ...draft, sent: false });
  let soon;
  const save = (sent) => {
    clearTimeout(soon);
    soon = undefined;
    if (leaving) return;
    if (values(form) === blank && !sent) drop(key);
    else keep(key, { at: Date.now(), values: values(form), sent });
  };
  form.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(save, 400, false);
  });
  form.addEventListener("submit", () => save(true));
  window.addEventListener("pagehide", () => soon && save(false));
}

if (words) {
  tidy();
  for (const form of document.querySelectorAll("form[data-draft]")) watch(form);
  document.querySelector('form[action$="/sign-out/"]')?.addEventListener("submit", () => {
    leaving = true; // what was typed in the last moment is not kept either
    keys().forEach(drop);
  });
}
