// Talks with the office. Only an answer in the office's own words counts: what a lost line, a proxy or the
// sign-in page of a hotel says is no answer, and everything stays as it is.

import { learn, officeTime } from "./clock.js";
import { CONFLICT, delivered, entries, put, REFUSED, sendable } from "./queue.js";
import { keep } from "./store.js";

export const REACHED = "reached";
export const SIGNED_OUT = "signed out";
export const NO_CONTACT = "no contact";
export const NOT_MEANT = "not meant"; // signed in, but with no post for the field

const TROUBLE = "trouble"; // in the office, with this one
const PATIENCE = 90_000; // milliseconds for one parcel with photos over a bad line
const JUDGED = new Set([400, 403, 404, 409, 413, 422]);
let csrf = "";

async function ask(url, options = {}) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const headers = { Accept: "application/json", ...options.headers };
    const reply = await fetch(url, { ...options, headers, signal: patience.signal, cache: "no-store" });
    const spoken = reply.headers.get("Content-Type")?.startsWith("application/json");
    return { status: reply.status, told: spoken ? await reply.json() : null };
  } catch {
    return { status: 0, told: null };
  } finally {
    clearTimeout(timer);
  }
}

// Fetches what the phone carries; gives how it went, and the snapshot or the reason.
export async function fetchNow(url) {
  const { status, told } = await ask(url);
  if (status === 401) return { went: SIGNED_OUT };
  if (status === 403 && told) return { went: NOT_MEANT, reason: told.refusal };
  if (status !== 200 || !told?.person) return { went: NO_CONTACT };
  const { csrf: token, ...carried } = told;
  csrf = token;
  const snapshot = { ...carried, contact: { phone: Date.now(), office: told.at } };
  learn(snapshot.contact);
  await keep(snapshot);
  return { went: REACHED, snapshot };
}

// Sends what waits, one after the other; `changed` is called after each. Two windows do not send at once, and
// if they did, the key of each entry makes it one all the same.
export function sendAll(url, person, changed) {
  const work = () => sendEach(url, person, changed);
  return navigator.locks ? navigator.locks.request("field-sending", work) : work();
}

async function sendEach(url, person, changed) {
  const tried = new Set();
  let all = REACHED;
  for (;;) {
    const next = sendable(await entries(), person).find((entry) => !tried.has(entry.key));
    if (!next) return all;
    tried.add(next.key);
    const went = await send(url, next);
    await changed();
    if (went === SIGNED_OUT || went === NO_CONTACT) return went;
    if (went === TROUBLE) all = NO_CONTACT; // the next one may pass; this one is tried again, less and less often
  }
}

async function send(url, entry) {
  const { status, told } = await ask(url, {
    method: "POST",
    body: parcel(entry),
    headers: { "X-CSRFToken": csrf },
  });
  if (status === 200 && told && "seq" in told) {
    await delivered(entry, told);
  } else if (status === 401) {
    return SIGNED_OUT;
  } else if (status === 409 && told?.theirs) {
    await put({ ...entry, state: CONFLICT, reason: told.refusal, theirs: told.theirs });
  } else if ((JUDGED.has(status) && told) || status === 413) {
    await put({ ...entry, state: REFUSED, reason: told?.refusal ?? "" });
  } else {
    return status >= 500 ? TROUBLE : NO_CONTACT;
  }
  return REACHED;
}

function parcel(entry) {
  const form = new FormData();
  form.set("key", entry.key);
  form.set("by", entry.by);
  form.set("deed", entry.deed);
  form.set("age", Math.round(officeTime() - entry.made));
  if (entry.number) {
    form.set("number", entry.number);
    form.set("seen", entry.seen);
  }
  for (const [name, value] of Object.entries(entry.fields)) form.set(name, value);
  for (const file of entry.files) form.append(file.field, file.blob, file.name);
  return form;
}

// A form of the house without anything of the field in it: sign out, another language. Whether it arrived.
export async function tell(url, said = {}) {
  const body = new URLSearchParams(said);
  const { status } = await ask(url, { method: "POST", body, headers: { "X-CSRFToken": csrf } });
  return status === 200;
}
