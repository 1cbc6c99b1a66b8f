// The field app: what the phone carries, what waits to be sent, and when it speaks with the office.

import { expired, learn, officeTime } from "./clock.js";
import { codeOf, fieldsOf, titleOf } from "./deeds.js";
import { button, draw, say } from "./drawing.js";
import { PAGES } from "./pages.js";
import { entries, giveUp, newKey, put, WAITING } from "./queue.js";
import { fetchNow, NO_CONTACT, NOT_MEANT, REACHED, sendAll, SIGNED_OUT, tell } from "./sending.js";
import { fetched, forget, leave, leaving, left } from "./store.js";

const SOON = 5_000; // milliseconds until the next try while something waits; each takes twice as long
const RARELY = 60_000;
const main = document.querySelector("main");
const notices = document.getElementById("notices");
const urls = main.dataset;

const app = {
  snapshot: null,
  entries: [],
  went: "",
  reason: "",

  async take({ deed, one, values, files }) {
    const fields = fieldsOf(deed, app.snapshot);
    await put({
      key: newKey(),
      by: app.snapshot.person,
      deed: deed.noun,
      code: codeOf(deed),
      form: deed,
      labels: Object.fromEntries(fields.filter((each) => each.name in values).map((each) => [each.name, each.label])),
      title: values.body?.slice(0, 60) ?? titleOf(deed),
      number: one?.number ?? "",
      seen: one?.seq ?? 0,
      made: officeTime(),
      fields: { ...values, ...(deed.step ? { step: deed.step } : {}) },
      files,
      state: WAITING,
    });
    await leaveTo("");
  },

  // Under the same key: what the office refused it has not kept. After a conflict it is meant as it stands now.
  async sendAgain(entry) {
    await put({ ...entry, state: WAITING, reason: "", seen: entry.theirs?.seq ?? entry.seen, theirs: undefined });
    await app.send();
  },

  async change(entry, values, files) {
    const { step } = entry.fields;
    await app.sendAgain({ ...entry, fields: { ...values, ...(step ? { step } : {}) }, files });
    location.hash = "#queue";
  },

  async giveUp(entry) {
    await giveUp(entry);
    await look();
  },

  send: () => contact(),
};

async function leaveTo(hash) {
  app.entries = await entries();
  if (location.hash.slice(1) === hash) show();
  else location.hash = `#${hash}`;
  await contact();
}

async function look() {
  app.entries = await entries();
  const typing = main.querySelector("form");
  if (!typing) show();
  notify();
}

let speaking = null;
let wait = SOON;

function tryAgain() {
  setTimeout(async () => {
    await expire();
    if (app.entries.some((entry) => entry.state === WAITING)) await contact();
    tryAgain();
  }, wait);
}

// One talk at a time: fetch what is new, send what waits, and fetch again what that has changed.
function contact() {
  speaking ??= talk().finally(() => (speaking = null));
  return speaking;
}

async function talk() {
  if (await leaving()) return finishLeaving();
  let found = await fetchNow(urls.now);
  if (found.went === REACHED) {
    app.snapshot = found.snapshot;
    const waiting = await entries();
    const went = waiting.length ? await sendAll(urls.sendings, app.snapshot.person, look) : REACHED;
    if (went !== REACHED) found = { went };
    else if (waiting.length) found = await fetchNow(urls.now);
    app.snapshot = found.snapshot ?? app.snapshot;
  }
  wait = found.went === NO_CONTACT ? Math.min(wait * 2, RARELY) : SOON;
  app.went = found.went;
  app.reason = found.reason ?? "";
  if (found.went === NOT_MEANT) await drop();
  await look();
}

// The page of the other language replaces the one that is kept: this needs signal.
async function speak(language) {
  await contact();
  if (app.went === REACHED && (await tell(urls.language, { language, next: location.pathname }))) {
    location.href = `${location.pathname}?fresh`;
  }
}

async function drop() {
  await forget();
  app.snapshot = null;
}

async function start() {
  const known = (await leaving()) ? null : await fetched();
  if (known && expired(known.contact, known.days)) await forget();
  else if (known) {
    learn(known.contact);
    app.snapshot = known;
  }
  await look();
  await contact();
}

async function expire() {
  if (app.snapshot && expired(app.snapshot.contact, app.snapshot.days)) await drop().then(look);
}

async function departure() {
  const unsent = app.entries.length;
  if (unsent && !window.confirm(say("leaveUnsent", { count: unsent }))) return;
  app.snapshot = null;
  await leave();
  await finishLeaving();
}

async function finishLeaving() {
  const { went } = await fetchNow(urls.now); // for the token of the form
  await forget();
  if (went === SIGNED_OUT || (await tell(urls.out))) await left();
  app.snapshot = null;
  app.went = SIGNED_OUT;
  await look();
}

function show() {
  const [name, ...steps] = location.hash.slice(1).split("/").map(decodeURIComponent);
  const page = app.snapshot && PAGES[name];
  main.replaceChildren(...(page ? page(app, ...steps) : outside()).filter(Boolean));
  main.querySelector("h1")?.focus();
}

// Nobody is known here: the way in, or what to wait for.
function outside() {
  const waiting = app.entries.length > 0 && draw("p", {}, say("kept", { count: app.entries.length }));
  if (app.went === NOT_MEANT) return [draw("h1", { tabIndex: -1 }, say("title")), draw("p.wrong", { role: "alert" }, app.reason), signInLink()];
  if (app.went === NO_CONTACT) return [draw("h1", { tabIndex: -1 }, say("title")), draw("p", {}, say("firstContact")), waiting];
  if (app.went === SIGNED_OUT) return [draw("h1", { tabIndex: -1 }, say("title")), draw("p", {}, say("signInFirst")), waiting, signInLink()];
  return [draw("p", {}, say("opening"))];
}

const signInLink = () => draw("a.big", { href: urls.in }, say("signIn"));

function notify() {
  const lines = [];
  if (!window.isSecureContext) lines.push(draw("p.notice.warn", {}, say("insecure")));
  if (app.snapshot && app.went === SIGNED_OUT) lines.push(draw("p.notice.warn", { role: "alert" }, say("signedOut"), " ", draw("a", { href: urls.in }, say("signIn"))));
  if (app.snapshot && app.went === NO_CONTACT) lines.push(draw("p.notice", { role: "status" }, say("noContact")));
  const stuck = app.entries.filter((entry) => entry.state !== WAITING).length;
  if (stuck) lines.push(draw("p.notice.warn", { role: "alert" }, draw("a", { href: "#queue" }, say("stuck", { count: stuck }))));
  if (newer) lines.push(draw("p.notice", {}, button(say("newer"), () => newer.postMessage("take over"))));
  notices.replaceChildren(...lines);
  for (const tool of document.querySelectorAll("header > :not(a)")) tool.hidden = !app.snapshot;
}

let newer = null;

async function keepShell() {
  if (!("serviceWorker" in navigator)) return;
  const controlled = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => controlled && location.reload());
  const registration = await navigator.serviceWorker.register(urls.worker);
  const offer = () => {
    newer = registration.waiting;
    notify();
  };
  if (registration.waiting) offer();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", () => registration.waiting && offer());
  });
}

window.addEventListener("hashchange", show);
window.addEventListener("online", contact);
document.addEventListener("visibilitychange", () => document.hidden || expire().then(contact));
document.getElementById("leave").addEventListener("click", departure);
for (const each of document.querySelectorAll("[data-language]:is(button)")) {
  each.addEventListener("click", () => speak(each.dataset.language));
}
keepShell();
start().then(tryAgain);
