// What somebody writes stays on this telephone until it is sent, for three days at most; never who they are.

const PLACE = "qiaomen.report";
const LASTS = 3 * 24 * 60 * 60 * 1000; // milliseconds

// Every call may fail: browsers inside other programs and private windows have no storage.
function trying(what) {
  try {
    return what();
  } catch {
    return null;
  }
}

/** Whether it was kept. */
export function keep(values) {
  return trying(() => {
    localStorage.setItem(PLACE, JSON.stringify({ at: Date.now(), values }));
    return true;
  });
}

/** What was kept and is not too old; a clock that was put back makes it old too. */
export function kept() {
  const draft = trying(() => JSON.parse(localStorage.getItem(PLACE)));
  const age = draft && Date.now() - draft.at;
  if (draft && age >= 0 && age < LASTS) return draft.values;
  drop();
  return null;
}

export function drop() {
  trying(() => localStorage.removeItem(PLACE));
}
