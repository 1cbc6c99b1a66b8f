// Maps: outlines of places with their names, marks, shades, and a point that somebody chooses. Leaflet is fetched
// when a map comes into view; where anything fails the map goes away, and what stands beside it says the same.

import { inView, loaded } from "./fetching.js";

const element = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text });
const turned = ([lon, lat]) => [lat, lon];

let leaflet; // fetched once a page
function fetched({ script, styles }) {
  leaflet ??= Promise.all([
    loaded("script", { src: script }),
    ...styles.split(" ").map((href) => loaded("link", { rel: "stylesheet", href })),
  ]);
  return leaflet;
}

async function drawn(board) {
  await inView(board);
  const asked = JSON.parse(board.dataset.map);
  const outlines = fetch(asked.outlines).then((reply) => reply.json());
  await fetched(board.dataset);
  const { features } = await outlines;
  const map = empty(board, asked);
  const areas = outlined(features, asked.shades);
  opened(map, areas, asked); // Leaflet draws on a map that has a view
  areas.addTo(map);
  named(map, features);
  const points = asked.marks.map((mark) => withMark(map, mark));
  if (asked.ask) choosing(map, board, asked, points[0] ?? dot([0, 0], true));
  board.dispatchEvent(new CustomEvent("map:drawn", { bubbles: true, detail: { map, areas } }));
}

function empty(board, { tiles, words }) {
  const options = { zoomControl: false, attributionControl: Boolean(tiles), zoomSnap: 0.5, maxZoom: 18 };
  const map = L.map(board, { ...options, scrollWheelZoom: false, fadeAnimation: false });
  map.on("focus", () => map.scrollWheelZoom.enable()).on("blur", () => map.scrollWheelZoom.disable());
  L.control.zoom({ zoomInTitle: words.nearer, zoomOutTitle: words.farther }).addTo(map);
  map.attributionControl?.setPrefix(false);
  // Who keeps the tiles learns which office asks, as their keys are tied to it, and not which page.
  const kept = { attribution: tiles?.attribution, referrerPolicy: "origin", maxZoom: 18 };
  for (const layer of tiles?.layers ?? []) L.tileLayer(layer, kept).addTo(map);
  return map;
}

// The outlines as a group; each carries its place as `feature.properties`.
function outlined(features, shades) {
  const deepest = Math.max(...features.map(({ properties }) => properties.level));
  const ground = ({ code, leaf }) => (code in shades ? `map-shade-${shades[code].step}` : leaf ? "map-leaf" : "");
  const style = ({ properties }) => ({
    className: `map-outline map-above-${Math.min(deepest - properties.level, 2)} ${ground(properties)}`,
  });
  const areas = L.geoJSON(features, { style, interactive: Object.keys(shades).length > 0 });
  return areas.eachLayer((area) => said(area, shades[area.feature.properties.code], { sticky: true }));
}

function named(map, features) {
  const names = features.map(({ properties }) => withName(map, properties));
  map.on("zoomend", () => uncrowded(names));
  uncrowded(names);
}

function withName(map, { name, label, level }) {
  const text = element("span", `map-name map-name-${level}`, name);
  const icon = L.divIcon({ html: text, className: "map-place", iconSize: [0, 0] });
  L.marker(turned(label), { icon, pane: "shadowPane", interactive: false, keyboard: false }).addTo(map);
  return text;
}

// Names that would cover another one are left out, those of smaller places first.
function uncrowded(names) {
  const kept = [];
  for (const name of names) name.hidden = false;
  for (const name of names) {
    const box = name.getBoundingClientRect();
    name.hidden = kept.some((other) => cover(box, other));
    if (!name.hidden) kept.push(box);
  }
}

const cover = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

// What the map is about is larger and red; marks lie over names.
function dot(at, own) {
  const looks = own ? { radius: 9, className: "map-mark map-own" } : { radius: 7, className: "map-mark" };
  return L.circleMarker(turned(at), { pane: "markerPane", ...looks });
}

function withMark(map, mark) {
  const point = dot(mark.at, mark.own).addTo(map);
  said(point, mark, { offset: [0, -8], direction: "top" });
  return point;
}

// What a mark or an area says when it is pointed at, and where it leads.
function said(layer, what, looks) {
  if (!what) return;
  layer.bindTooltip(element("span", "", what.text), looks);
  if (what.url) layer.on("click", () => window.location.assign(what.url));
}

function opened(map, areas, { focus, marks }) {
  const own = marks.filter((mark) => mark.own).map((mark) => turned(mark.at));
  const area = areas.getLayers().find((one) => one.feature.properties.code === focus) ?? areas;
  if (own.length) map.fitBounds(own, { maxZoom: 16 });
  else if (area.getBounds().isValid()) map.fitBounds(area.getBounds());
  else if (marks.length) map.fitBounds(marks.map((mark) => turned(mark.at)), { maxZoom: 16 });
  else throw new Error("nothing to show");
}

// A tap, or Enter in the middle of the map, moves the mark and fills in the field; the server says where that is.
function choosing(map, board, { ask, field: id, names, words }, mark) {
  const field = document.getElementById(id);
  const place = document.getElementById(names);
  const says = board.parentElement.querySelector("output");
  let latest = 0;

  async function show(query) {
    const turn = ++latest;
    const reply = await fetch(`${ask}?${new URLSearchParams(query)}`, { headers: { Accept: "application/json" } });
    const spot = await reply.json();
    if (turn !== latest) return;
    says.textContent = spot.said ?? spot.refusal;
    if (!reply.ok) return;
    mark.unbindTooltip().setLatLng(turned(spot.at)).addTo(map);
    map.panInside(turned(spot.at), { padding: [30, 30] });
    field.value = spot.position;
    if (place && spot.place) place.value = spot.place;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const tell = (query) =>
    show(query).catch(() => {
      says.textContent = words.unreached;
    });
  const choose = ({ lat, lng }) => tell({ map: `${lat.toFixed(6)}, ${lng.toFixed(6)}` });

  board.classList.add("map-asks");
  map.on("click", ({ latlng }) => choose(latlng.wrap()));
  board.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== board) return;
    event.preventDefault();
    choose(map.getCenter().wrap());
  });
  field.addEventListener("change", () => field.value && tell({ position: field.value }));
}

for (const board of document.querySelectorAll("[data-map]")) {
  drawn(board).catch((problem) => {
    console.warn(problem);
    (board.closest(".map-choice") ?? board).remove();
  });
}
