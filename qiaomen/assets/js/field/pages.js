// The pages of the app, each drawn from what the phone carries and what waits to be sent.

import { officeTime } from "./clock.js";
import { codeOf, fieldsOf, titleOf } from "./deeds.js";
import { back, button, draw, heading, said, say } from "./drawing.js";
import { form } from "./forms.js";
import { CONFLICT, REFUSED } from "./queue.js";

const NOTHING = { fields: {}, files: [] };
const to = (...steps) => `#${steps.map(encodeURIComponent).join("/")}`;

// `app` holds snapshot and entries; each page gets it, the further steps of its address, and gives its elements.
export const PAGES = { "": home, matter, report, do: doing, queue, change };

function home(app) {
  const { mine, grid, reports } = app.snapshot;
  return [
    draw("h1", { tabIndex: -1 }, say("title")),
    reports && draw("a.big", { href: to("report") }, say("report")),
    app.entries.length > 0 && draw("a.big.calm", { href: to("queue") }, say("toSend", { count: app.entries.length })),
    draw("h2", {}, say("mine")),
    list(mine, say("nothingMine"), app),
    draw("h2", {}, say("grid")),
    list(grid, say("nothingGrid"), app),
  ];
}

function list(matters, empty, app) {
  if (!matters.length) return draw("p.empty", {}, empty);
  return draw("ul.matters", {}, matters.map((one) => draw("li", {}, draw("a", { href: to("matter", one.number) }, lines(one, app)))));
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

const gone = () => [back("#"), heading(say("gone")), draw("p", {}, say("goneWhy"))];

const choose = (one, deed) => draw("a.big", { href: to("do", one.number, codeOf(deed)) }, titleOf(deed));

// Done here and not yet sent is not offered again; what follows on it is.
function isOpen(app, one, deed) {
  const own = app.entries.filter((entry) => entry.number === one.number).map((entry) => entry.code);
  return !own.includes(codeOf(deed)) ? !deed.after || own.includes(deed.after) : ["note", "check"].includes(deed.noun);
}

function report(app) {
  return [back("#"), heading(say("report")), filling(app, { noun: "report" }, null, NOTHING)];
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
    filling(app, deed, one, NOTHING),
  ];
}

function filling(app, deed, one, known) {
  const fields = fieldsOf(deed, app.snapshot);
  return form(fields, known, say("send"), (values, files) => app.take({ deed, one, values, files }));
}

function queue(app) {
  const all = app.entries;
  return [
    back("#"),
    heading(say("queue")),
    !all.length && draw("p.empty", {}, say("nothingToSend")),
    draw("ul.entries", {}, all.map((entry) => draw("li", {}, entryLines(app, entry)))),
    all.length > 0 && button(say("sendNow"), app.send, ".big"),
  ];
}

function entryLines(app, entry) {
  if (entry.by !== app.snapshot.person) return [draw("p", {}, say("ofAnother"))];
  const stuck = entry.state === REFUSED || entry.state === CONFLICT;
  return [
    draw("strong", {}, entry.title),
    entry.number && draw("span.number", {}, entry.number),
    draw(stuck ? "p.wrong" : "p", {}, say(entry.state)),
    stuck && draw("p", {}, entry.reason || say("tooLarge")),
    entry.state === CONFLICT && versions(entry),
    stuck && decisions(app, entry),
  ];
}

// Both versions, one above the other: there is no room for two columns in one hand.
function versions(entry) {
  const { state, said: others } = entry.theirs;
  const own = Object.entries(entry.labels).map(([name, label]) => `${label}: ${entry.fields[name] ?? ""}`);
  return draw("div.versions", {}, [
    draw("h2", {}, say("theirs", { state })),
    ...others.map((one) => said([`${one.at} ${one.by}`, one.text].filter(Boolean).join("\n"))),
    draw("h2", {}, say("ours")),
    said([...own, ...entry.files.map((file) => file.name)].join("\n")),
  ]);
}

const decisions = (app, entry) =>
  draw("div.decisions", {}, [
    button(say(entry.state === CONFLICT ? "sendMine" : "sendAgain"), () => app.sendAgain(entry), ".big"),
    draw("a.big.calm", { href: to("change", entry.key) }, say("changeIt")),
    button(say("giveUp"), () => window.confirm(say("sure")) && app.giveUp(entry), ".big.calm"),
  ]);

function change(app, key) {
  const entry = app.entries.find((each) => each.key === key);
  if (!entry) return gone();
  const fields = fieldsOf(entry.form, app.snapshot);
  return [
    back(to("queue")),
    heading(entry.title),
    form(fields, entry, say("send"), (values, files) => app.change(entry, values, files)),
  ];
}
