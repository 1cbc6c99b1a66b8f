// Where it is: this telephone's own position, and a search in the list of places. Both are only offered.

/** A button that takes the position, where the browser has one to give. */
export function offerPosition(form, button) {
  if (!("geolocation" in navigator)) return;
  const words = form.dataset;
  const said = document.createElement("p");
  said.className = "hint";
  said.setAttribute("role", "status");
  const take = button(
    words.locate,
    () =>
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          form.elements.point.value = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`;
          form.elements.point.dispatchEvent(new Event("change"));
          said.textContent = words.located.replace("{metres}", Math.ceil(coords.accuracy));
        },
        () => {
          said.textContent = words.unlocated;
        },
        { enableHighAccuracy: true, timeout: 15000 },
      ),
    true,
  );
  take.classList.add("position");
  form.elements.place.closest(".field").before(take, said);
}

/** Typing part of a name leaves the places that have it; a short list needs none of this. */
export function offerSearch(form) {
  const list = form.elements.place;
  const all = [...list.options];
  if (all.length < 10) return;
  const search = document.createElement("input");
  search.type = "search";
  search.autocomplete = "off";
  search.placeholder = form.dataset.search;
  search.setAttribute("aria-label", form.dataset.search);
  search.addEventListener("input", () => {
    const sought = search.value.trim().toLowerCase();
    const chosen = list.value;
    const found = all.filter((option) => !option.value || option.text.toLowerCase().includes(sought));
    list.replaceChildren(...found);
    list.value = found.some((option) => option.value === chosen) ? chosen : "";
    if (sought && found.length === 2) list.value = found[1].value;
  });
  list.before(search);
}
