// The field app: what the phone carries, what waits to be sent, and when it speaks with the office.

import { expired, learn, officeTime } from "./clock.js";
import { codeOf, fixedOf, titleOf } from "./deeds.js";
import { button, draw, heading, say } from "./drawing.js";
import { PAGES } from "./pages.js";
import { entries, giveUp, newKey, put, WAITING } from "./queue.js";
import { fetchNow, NO_CONTACT, NOT_MEANT, REACHED, sendAll, SIGNED_OUT, tell } from "./sending.js";
import { drafts as keptDrafts, fetched, forget, keepDrafts, leave, leaving, left } from "./store.js";

const SOON = 5_000; // milliseconds until the next try while something waits; each takes twice as long
const RARELY = 300_000;
const main = document.querySelector("main");
const notices = document.getElementById("notices");
const urls = main.dataset;

const app = {
  snapshot: null,
  entries: [],
  went: "",
  reason: "",

  draft: (address) => drafts[`${app.snapshot.person} ${address}`],

  async keepDraft(address, draft) {
    drafts[`${app.snapshot.person} ${address}`] = draft;
    await keepDrafts(drafts);
  },

  async take({ address, next = "#", deed, one, values, files, shown }) {
    await put({
      key: newKey(),
      by: app.snapshot.person,
      deed: deed.noun,
      code: codeOf(deed),
      form: deed,
      shown,
      title: values.body?.slice(0, 60) ?? titleOf(deed),
      number: one?.number ?? "",
      seen: one?.seq ?? 0,
      made: officeTime(),
      fields: { ...values, ...fixedOf(deed) },
      files,
      state: WAITING,
    });
    delete drafts[`${app.snapshot.person} ${address}`];
    await keepDrafts(drafts);
    await leaveForm(address, next);
  },

  // Under the same key: what the office refused it has not kept. After a conflict it is meant as it stands now.
  async sendAgain(entry) {
    await put({ ...entry, state: WAITING, reason: "", seen: entry.theirs?.seq ?? entry.seen, theirs: undefined });
    await app.send();
  },

  async change(entry, { fields, files, shown }) {
    location.hash = "#queue";
    await app.sendAgain({ ...entry, fields: { ...fields, ...fixedOf(entry.form) }, files, shown });
  },

  async giveUp(entry) {
    await giveUp(entry);
    await look();
  },

  send: () => contact(),
};

// Who has turned to another page meanwhile is left there. What needs no form leads to its own page: there the
// next thing to press has the focus.
async function leaveForm(address, next) {
  app.entries = await entries();
  if (location.hash === address) location.hash = next;
  if (address === next) {
    await look();
    main.querySelector(".checkpoints button")?.focus({ preventScroll: true });
  }
  await contact();
}

// Draws anew only what has changed: whoever reads keeps their place, whoever types their words.
async function look() {
  app.entries = await entries();
  const known = [app.snapshot?.rounds, app.snapshot?.mine, app.snapshot?.grid, app.went, app.entries.map(({ key, state }) => [key, state])];
  const state = JSON.stringify(known);
  if (state !== drawn && !main.querySelector("form")) show();
  drawn = state;
  notify();
}

let drawn = "";
let drafts = {}; // by person and address of the form
let speaking = null;
let following = null;
let wait = SOON;

function tryAgain() {
  setTimeout(async () => {
    await expire();
    const own = app.entries.filter((entry) => entry.by === app.snapshot?.person);
    if (own.some((entry) => entry.state === WAITING)) await contact();
    tryAgain();
  }, wait);
}

// One talk at a time: fetch what is new, send what waits, and fetch again what that has changed. Whoever asks
// during one may have come too late for it: another follows, for all who asked.
function contact() {
  const anew = () => {
    following = null;
    return contact();
  };
  if (speaking) return (following ??= speaking.then(anew, anew));
  speaking = talk().finally(() => (speaking = null));
  return speaking;
}

async function talk() {
  if (await leaving()) return finishLeaving();
  let found = await fetchNow(urls.now);
  if (found.went !== NO_CONTACT) registration?.update().catch(() => {}); // the line breaks in this very moment
  if (found.went === REACHED) {
    app.snapshot = found.snapshot;
    const waiting = await entries();
    const went = waiting.length ? await sendAll(urls.sendings, app.snapshot.person, look) : REACHED;
    if (went !== REACHED) found = { went };
    else if (waiting.length) found = await fetchNow(urls.now);
    app.snapshot = found.snapshot ?? app.snapshot;
  }
  wait = found.went === REACHED ? SOON : Math.min(wait * 2, RARELY);
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

// Not from under a form: its words come first, and the next page is without what had to go.
async function drop() {
  if (main.querySelector("form")) return;
  await forget();
  app.snapshot = null;
}

async function start() {
  drafts = await keptDrafts();
  navigator.storage?.persist?.(); // the browser is not to clear away what is still to be sent
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
  drafts = {};
  await leave();
  await finishLeaving();
}

async function finishLeaving() {
  const { went } = await fetchNow(urls.now); // for the token of the form
  await forget();
  if ([SIGNED_OUT, NOT_MEANT].includes(went) || (await tell(urls.out))) await left();
  app.snapshot = null;
  app.went = SIGNED_OUT;
  await look();
}

function show() {
  const [name, ...steps] = location.hash.slice(1).split("/").map(decodeURIComponent);
  const page = PAGES[name] ?? PAGES[""];
  main.replaceChildren(...(app.snapshot ? page(app, ...steps) : outside()).filter(Boolean));
}

// Another page: whoever hears the pages is told which one.
function turn() {
  show();
  window.scrollTo(0, 0);
  main.querySelector("h1")?.focus();
}

// Nobody is known here: the way in, or what to wait for.
function outside() {
  const waiting = app.entries.length > 0 && draw("p", {}, say("kept", { count: app.entries.length }));
  return [heading(say("title")), ...(OUTSIDE[app.went]?.() ?? [draw("p", {}, say("opening"))]), waiting];
}

const OUTSIDE = {
  [NOT_MEANT]: () => [
    draw("p.wrong", { role: "alert" }, app.reason),
    draw("a.big", { href: urls.desk }, say("desk")),
  ],
  [NO_CONTACT]: () => [draw("p", {}, say("firstContact"))],
  [SIGNED_OUT]: () => [draw("p", {}, say("signInFirst")), draw("a.big", { href: urls.in }, say("signIn"))],
};

// What is to be known on every page, the most pressing first.
function notify() {
  const stuck = app.entries.filter((entry) => entry.state !== WAITING).length;
  const signIn = () => draw("a", { href: urls.in }, say("signIn"));
  const look = () => draw("a", { href: "#queue" }, say("stuck", { count: stuck }));
  const load = () => button(say("newer"), () => newer.postMessage("take over"));
  const warn = (...said) => draw("p.notice.warn", { role: "alert" }, ...said);
  const lines = [
    !window.isSecureContext && draw("p.notice.warn", {}, say("insecure")),
    app.snapshot && app.went === SIGNED_OUT && warn(say("signedOut"), " ", signIn()),
    app.snapshot && app.went === NO_CONTACT && draw("p.notice", { role: "status" }, say("noContact")),
    stuck > 0 && warn(look()),
    newer && draw("p.notice", {}, load()),
  ];
  notices.replaceChildren(...lines.filter(Boolean));
  document.querySelector("footer").hidden = !app.snapshot;
}

let newer = null;
let registration = null;

// The first worker may lead this page or come too late for that: there is something newer once one is at work
// and another waits.
async function keepShell() {
  if (!("serviceWorker" in navigator)) return;
  let led = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (led || newer) location.reload();
    led = true;
  });
  registration = await navigator.serviceWorker.register(urls.worker);
  const offer = () => {
    newer = registration.active && registration.waiting;
    notify();
  };
  const watch = () => registration.installing?.addEventListener("statechange", offer);
  offer();
  watch();
  registration.addEventListener("updatefound", watch);
}

// "?fresh" has done its work: loaded anew, or put on the home screen, the app opens from what the phone has.
if (location.search) history.replaceState(null, "", location.pathname + location.hash);

window.addEventListener("hashchange", turn);
window.addEventListener("online", contact);
document.addEventListener("visibilitychange", () => document.hidden || expire().then(contact));
document.getElementById("leave").addEventListener("click", departure);
for (const each of document.querySelectorAll("[data-language]:is(button)")) {
  each.addEventListener("click", () => speak(each.dataset.language));
}
keepShell();
start().then(tryAgain, () => {
  main.replaceChildren(heading(say("title")), draw("p.wrong", { role: "alert" }, say("noStore")));
});
