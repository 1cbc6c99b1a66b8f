// What was done in the field and is not in the office yet. An entry leaves only when the office has it, or
// when its person gives it up.
//
// { key, by, deed, number, seen, title, made, fields, files: [{ field, name, blob }], state, reason, theirs }

import { within } from "./store.js";

export const WAITING = "waiting";
export const REFUSED = "refused";
export const CONFLICT = "conflict";

export async function entries() {
  const all = await within("readonly", (queue) => queue.getAll());
  return all.sort((one, other) => one.made - other.made);
}

export const put = (entry) => within("readwrite", (queue) => queue.put(entry));
export const giveUp = (entry) => within("readwrite", (queue) => queue.delete(entry.key));

// In one stroke: the entry goes, and what was done after it on the same walk knows that it was ours.
export const delivered = (entry, { before, seq }) =>
  within("readwrite", (queue) => {
    queue.delete(entry.key);
    const all = queue.getAll();
    all.onsuccess = () => {
      for (const later of all.result) {
        const same = later.number && later.number === entry.number;
        if (same && later.state === WAITING && later.seen === before) queue.put({ ...later, seen: seq });
      }
    };
  });

// Those that can be sent now, oldest first: what follows on something that is stuck waits for it.
export function sendable(all, person) {
  const stuck = new Set();
  return all.filter((entry) => {
    if (entry.by !== person) return false;
    if (entry.state !== WAITING) stuck.add(entry.number);
    return entry.state === WAITING && !(entry.number && stuck.has(entry.number));
  });
}

export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // without HTTPS there is no randomUUID
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
