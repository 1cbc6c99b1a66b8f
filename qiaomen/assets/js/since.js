// Says that somebody else acted meanwhile, while one reads or writes: asked every 20 seconds of a page in sight.

const EVERY = 20 * 1000; // milliseconds
const place = document.querySelector("[data-since]");
let seen = place.dataset.seen;

const timer = setInterval(async () => {
  if (document.visibilityState !== "visible") return;
  const reply = await fetch(`${place.dataset.since}${seen}/`).catch(() => null);
  if (!reply || reply.status === 204) return; // no line at the moment, or nothing new
  if (!reply.ok || reply.redirected) {
    clearInterval(timer); // signed out, or out of sight by now
    return;
  }
  place.innerHTML = await reply.text();
  seen = place.firstElementChild.dataset.seen;
}, EVERY);
