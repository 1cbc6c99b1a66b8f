// The pages of the app, each drawn from what the phone carries and what waits to be sent.

import { officeTime } from "./clock.js";
import { codeOf, fieldsOf, shownOf, titleOf } from "./deeds.js";
import { back, button, draw, gone, heading, said, say, to } from "./drawing.js";
import { filling } from "./filling.js";
import { form } from "./forms.js";
import { CONFLICT, REFUSED, WAITING } from "./queue.js";
import { found, round, roundList } from "./rounds.js";

// `app` holds snapshot and entries; each page gets it, the further steps of its address, and gives its elements.
export const PAGES = { "": home, matter, report, do: doing, round, found, queue, change };

function home(app) {
  const { mine, grid, reports } = app.snapshot;
  return [
    heading(say("title")),
    reports && draw("a.big", { href: to("report") }, say("report")),
    app.entries.length > 0 && draw("a.big.calm", { href: to("queue") }, say("toSend", { count: app.entries.length })),
    ...roundList(app),
    draw("h2", {}, say("mine")),
    list(mine, say("nothingMine"), app),
    draw("h2", {}, say("grid")),
    list(grid, say("nothingGrid"), app),
  ];
}

function list(matters, empty, app) {
  if (!matters.length) return draw("p.empty", {}, empty);
  const link = (one) => draw("a", { href: to("matter", one.number) }, lines(one, app));
  return draw("ul.matters", {}, matters.map((one) => draw("li", {}, link(one))));
}

function lines(one, app) {
  const late = one.dueAt > 0 && one.dueAt < officeTime();
  const waiting = app.entries.some((entry) => entry.number === one.number);
  return [
    draw("strong", {}, one.title),
    draw("span", {}, [one.place, one.state].filter(Boolean).join(" · ")),
    one.due && draw(late ? "span.late" : "span", {}, late ? `${say("late")} · ${one.due}` : one.due),
    waiting && draw("span.waits", {}, say("waitsHere")),
  ];
}

function find(app, number) {
  return [...app.snapshot.mine, ...app.snapshot.grid].find((one) => one.number === number);
}

function matter(app, number) {
  const one = find(app, number);
  if (!one) return gone();
  return [
    back("#"),
    heading(one.title),
    draw("p.number", {}, one.number),
    one.body && one.body !== one.title && said(one.body),
    draw("p", {}, [one.place, one.address].filter(Boolean).join(" · ")),
    one.point && draw("p", {}, `${say("position")}: ${one.point}`),
    draw("p", {}, [one.state, one.due].filter(Boolean).join(" · ")),
    draw("div.deeds", {}, one.deeds.filter((deed) => isOpen(app, one, deed)).map((deed) => choose(one, deed))),
  ];
}

const BESIDE = ["note", "check"]; // can be done again and again, and whatever else is to be done

function choose(one, deed) {
  const href = to("do", one.number, codeOf(deed));
  return draw(BESIDE.includes(deed.noun) ? "a.big.calm" : "a.big", { href }, titleOf(deed));
}

// Done here and not yet sent is not offered again; what follows on it is.
function isOpen(app, one, deed) {
  const own = app.entries.filter((entry) => entry.number === one.number).map((entry) => entry.code);
  const done = own.includes(codeOf(deed)) && !BESIDE.includes(deed.noun);
  return !done && (deed.after ?? []).every((code) => own.includes(code));
}

function report(app) {
  return [back("#"), heading(say("report")), filling(app, { noun: "report" }, null)];
}

function doing(app, number, code) {
  const one = find(app, number);
  const deed = one?.deeds.find((each) => codeOf(each) === code);
  if (!deed) return gone();
  return [
    back(to("matter", number)),
    heading(titleOf(deed)),
    draw("p.number", {}, `${one.number} ${one.title}`),
    deed.help && said(deed.help),
    deed.noun === "accept" && draw("p", {}, say("acceptHelp")),
    filling(app, deed, one),
  ];
}

function queue(app) {
  const all = app.entries;
  const own = all.some((entry) => entry.state === WAITING && entry.by === app.snapshot.person);
  return [
    back("#"),
    heading(say("queue")),
    !all.length && draw("p.empty", {}, say("nothingToSend")),
    draw("ul.entries", {}, all.map((entry) => draw("li", {}, entryLines(app, entry)))),
    own && button(say("sendNow"), app.send, ".big"),
  ];
}

function entryLines(app, entry) {
  if (entry.by !== app.snapshot.person) return [draw("p", {}, say("ofAnother"))];
  const stuck = entry.state === REFUSED || entry.state === CONFLICT;
  return [
    draw("strong", {}, entry.title),
    entry.number && draw("span.number", {}, entry.number),
    draw(stuck ? "p.wrong" : "p", {}, say(entry.state)),
    entry.state === REFUSED && draw("p", {}, entry.reason || say("tooLarge")),
    entry.state === CONFLICT && versions(entry),
    stuck && decisions(app, entry),
  ];
}

// Both versions, one above the other: there is no room for two columns in one hand.
function versions(entry) {
  const { state, said: others } = entry.theirs;
  return draw("div.versions", {}, [
    draw("h2", {}, say("theirs", { state })),
    ...others.map((one) => said([`${one.at} ${one.by}`, one.text].filter(Boolean).join("\n"))),
    draw("h2", {}, say("ours")),
    said([entry.title, ...entry.shown].join("\n")),
  ]);
}

const decisions = (app, entry) =>
  draw("div.decisions", {}, [
    button(say(entry.state === CONFLICT ? "sendMine" : "sendAgain"), () => app.sendAgain(entry), ".big"),
    entry.shown.length > 0 && draw("a.big.calm", { href: to("change", entry.key) }, say("changeIt")),
    button(say("giveUp"), () => window.confirm(say("sure")) && app.giveUp(entry), ".big.calm"),
  ]);

function change(app, key) {
  const entry = app.entries.find((each) => each.key === key);
  if (!entry) return gone();
  const fields = fieldsOf(entry.form, app.snapshot);
  return [
    back(to("queue")),
    heading(entry.title),
    form(fields, entry, say("send"), {
      drafted: () => {}, // the entry itself is kept as it was until this is finished
      finished: (fresh, files) => app.change(entry, { fields: fresh, files, shown: shownOf(fields, fresh, files) }),
    }),
  ];
}
