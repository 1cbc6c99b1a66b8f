// The browser's own database on this phone: `queue` holds what is still to be sent, `kept` what was fetched.

const NAME = "qiaomen-field";
let opened;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("queue", { keyPath: "key" });
      request.result.createObjectStore("kept");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

// One transaction over both stores. `work` gets them and may give back a request; its result is what is told
// once everything is on the disk.
export async function within(mode, work) {
  const transaction = (await database()).transaction(["queue", "kept"], mode, { durability: "strict" });
  return new Promise((resolve, reject) => {
    const request = work(transaction.objectStore("queue"), transaction.objectStore("kept"));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

export const fetched = () => within("readonly", (_queue, kept) => kept.get("snapshot"));
export const keep = (snapshot) => within("readwrite", (_queue, kept) => kept.put(snapshot, "snapshot"));
export const forget = () => within("readwrite", (_queue, kept) => kept.delete("snapshot"));
export const leaving = () => within("readonly", (_queue, kept) => kept.get("leaving"));
export const left = () => within("readwrite", (_queue, kept) => kept.delete("leaving"));

export const drafts = async () => (await within("readonly", (_queue, kept) => kept.get("drafts"))) ?? {};
export const keepDrafts = (all) => within("readwrite", (_queue, kept) => kept.put(all, "drafts"));

// Nothing of anybody stays on the phone; that the server has to be told of it, does.
export const leave = () =>
  within("readwrite", (queue, kept) => {
    queue.clear();
    kept.clear();
    kept.put(true, "leaving");
  });
