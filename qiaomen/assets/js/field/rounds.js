// Rounds: what is looked at again and again, checkpoint by checkpoint, and what is found there.

import { officeTime } from "./clock.js";
import { back, button, draw, gone, heading, said, say, to } from "./drawing.js";
import { filling } from "./filling.js";

const here = (one) => to("round", one.number);

// Without rounds nothing is said of them: many who carry the app walk none.
export function roundList(app) {
  const { rounds } = app.snapshot;
  if (!rounds.length) return [];
  const link = (one) => draw("a", { href: here(one) }, lines(app, one));
  return [draw("h2", {}, say("rounds")), draw("ul.matters", {}, rounds.map((one) => draw("li", {}, link(one))))];
}

function lines(app, one) {
  return [
    draw("strong", {}, one.name),
    draw("span", {}, [one.place, isOver(one) ? "" : one.due].filter(Boolean).join(" · ")),
    draw("span", {}, far(app, one)),
  ];
}

// Since it was fetched the next lap may have begun, without signal: then all is to be looked at again.
const isOver = (one) => officeTime() >= one.until;

const mine = (app, one, name) =>
  app.entries.some(
    ({ fields, made }) =>
      fields.round === one.number && fields.checkpoint === name && made >= (isOver(one) ? one.until : one.from),
  );

const isDone = (app, one, { name, done }) => (done && !isOver(one)) || mine(app, one, name);

function far(app, one) {
  const done = one.checkpoints.filter((each) => isDone(app, one, each)).length;
  const all = one.checkpoints.length;
  return done === all ? say("walked") : say("checkpointsDone", { done, all });
}

export function round(app, number) {
  const one = find(app, number);
  if (!one) return gone();
  return [
    back("#"),
    heading(one.name),
    draw("p", {}, lines(app, one).slice(1).map((line) => draw("span.line", {}, line))),
    one.advice && said(one.advice),
    draw("ol.checkpoints", {}, one.checkpoints.map((each) => draw("li", {}, checkpoint(app, one, each)))),
  ];
}

const find = (app, number) => app.snapshot.rounds.find((one) => String(one.number) === number);

function checkpoint(app, one, each) {
  const done = isDone(app, one, each);
  return [
    draw("strong", {}, each.name),
    done && draw("span.done", {}, mine(app, one, each.name) ? say("waitsHere") : say("looked")),
    draw("div.pair", {}, [
      !done && button(say("allRight"), (event) => tick(app, one, each, event.target), ".big"),
      app.snapshot.reports && draw("a.big.calm", { href: to("found", one.number, each.name) }, say("somethingFound")),
    ]),
  ];
}

const deedOn = (noun, one, name) => ({
  noun,
  title: `${one.name}: ${name}`,
  fixed: { round: one.number, checkpoint: name },
});

// Pressed twice it is taken once: the button is gone with the first.
function tick(app, one, { name }, pressed) {
  pressed.disabled = true;
  const deed = deedOn("look", one, name);
  return app.take({ address: location.hash, next: here(one), deed, values: {}, files: [], shown: [] });
}

export function found(app, number, name) {
  const one = find(app, number);
  if (!one?.checkpoints.some((each) => each.name === name)) return gone();
  return [
    back(here(one)),
    heading(name),
    draw("p.number", {}, one.name),
    filling(app, deedOn("finding", one, name), null, here(one)),
  ];
}
