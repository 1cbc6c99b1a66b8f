// Keeps the shell of the field app for the time without signal. One release, one cache: files of two releases
// never meet. A new worker waits until the page asks it to take over.

const SHELL = "/field/";
const CACHE = `field-${self.KEPT.release}`;

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOlder().then(() => self.clients.claim())));
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && url.pathname === SHELL) {
    event.respondWith(url.searchParams.has("fresh") ? anew() : kept(SHELL));
  } else if (self.KEPT.files.includes(url.pathname)) {
    event.respondWith(kept(url.pathname));
  }
});

async function keep() {
  const cache = await caches.open(CACHE);
  const wanted = [SHELL, ...self.KEPT.files].map((path) => new Request(path, { cache: "reload" }));
  await cache.addAll(wanted); // all or nothing: half a release is none
}

async function forgetOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith("field-") && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
}

async function kept(path) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(path);
}

// In another language, or after signing in: from the network, and from now on kept like that.
async function anew() {
  try {
    const page = await fetch(SHELL, { cache: "reload" });
    if (!page.ok) return kept(SHELL);
    await (await caches.open(CACHE)).put(SHELL, page.clone());
    return page;
  } catch {
    return kept(SHELL);
  }
}
