// Drawing a boundary: its corners stand as text, one a line, and as handles on the map. Either changes the other.

const text = document.querySelector("textarea[data-corners]");
const known = new Map(Object.entries(JSON.parse(text.dataset.corners))); // a corner as it is written -> on the map
const FEWEST = 3;

const turned = ([lon, lat]) => [lat, lon];
const onMap = (corner) => turned(known.get(corner));

// A corner as it is written; the server knows how the map stands to the Earth.
async function asked(query) {
  const reply = await fetch(`${text.dataset.ask}?${new URLSearchParams(query)}`, { headers: { Accept: "application/json" } });
  if (!reply.ok) return null;
  const { position, at } = await reply.json();
  known.set(position, at);
  if (query.position) known.set(query.position, at);
  return position;
}

function read() {
  const parts = text.value.split(/\n\s*\n/).map((part) => part.split("\n").map((line) => line.trim()).filter(Boolean));
  return parts.filter((ring) => ring.length);
}

function drawing(map) {
  const layer = L.layerGroup().addTo(map);
  let rings = read();
  let doing = Promise.resolve(); // taps are answered in their order

  function show() {
    layer.clearLayers();
    for (const ring of rings) {
      const corners = ring.filter((corner) => known.has(corner));
      L.polygon(corners.map(onMap), { className: "map-drawn", interactive: false }).addTo(layer);
      corners.forEach((corner) => handle(ring, corner));
    }
  }

  function write() {
    text.value = rings.filter((ring) => ring.length).map((ring) => ring.join("\n")).join("\n\n");
    show();
  }

  function put(ring, at, many, { lat, lng }) {
    doing = doing
      .then(() => asked({ map: `${lat.toFixed(6)}, ${lng.toFixed(6)}` }))
      .then((corner) => corner && ring.splice(at(), many, corner))
      .catch(() => {}) // no signal: the corner stays where it was
      .then(write);
  }

  function handle(ring, corner) {
    const icon = L.divIcon({ className: "map-corner", iconSize: [24, 24] });
    const point = L.marker(onMap(corner), { icon, draggable: true, keyboard: false }).addTo(layer);
    const at = ring.indexOf(corner);
    point.on("dragend", () => put(ring, () => at, 1, point.getLatLng()));
    point.on("click", () => {}); // else the map takes it for a tap beside the corner, and puts another one there
    point.on("dblclick", () => {
      ring.splice(at, 1);
      write();
    });
  }

  function set(latlng) {
    const open = rings.find((ring) => ring.length < FEWEST);
    const { ring, after } = open ? { ring: open, after: open.length - 1 } : nearest(map, rings, latlng);
    put(ring, () => after + 1, 0, latlng);
  }

  map.doubleClickZoom.disable();
  map.on("click", ({ latlng }) => {
    if (!rings.length) rings.push([]);
    doing = doing.then(() => set(latlng.wrap()));
  });
  text.addEventListener("change", async () => {
    const typed = read();
    const unknown = typed.flat().filter((corner) => !known.has(corner));
    await Promise.allSettled(unknown.map((position) => asked({ position })));
    rings = typed;
    show();
  });
  further(() => rings.push([]));
  show();
}

// The side next to a point: its ring, and the corner after which a new one goes.
function nearest(map, rings, latlng) {
  const here = map.latLngToLayerPoint(latlng);
  const sides = rings.flatMap((ring) =>
    ring.map((corner, after) => {
      const [from, to] = [corner, ring[(after + 1) % ring.length]].map((end) => map.latLngToLayerPoint(onMap(end)));
      return { ring, after, far: L.LineUtil.pointToSegmentDistance(here, from, to) };
    }),
  );
  return sides.reduce((best, side) => (side.far < best.far ? side : best));
}

function further(begin) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn mt-2" });
  button.textContent = text.dataset.further;
  button.addEventListener("click", begin);
  document.querySelector("[data-map]").after(button);
}

document.addEventListener("map:drawn", ({ detail: { map } }) => drawing(map));
