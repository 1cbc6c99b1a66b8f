// A form from a list of fields, and what is in it when it is finished.

import { button, draw, say } from "./drawing.js";
import { ending, shrink } from "./photos.js";

const PAUSE = 400; // milliseconds without a letter, after which the draft is kept
const TYPES = { text: "text", number: "text", money: "text", date: "date" };

// `known` has values by name, and files. Calls `drafted(values, files)` with whatever was typed or taken so far,
// since a phone with little memory ends the app while its camera is open; and `finished` with the same at the end.
export function form(fields, known, send, { drafted, finished }) {
  const parts = fields.map((field) => ({ field, ...part(field, known) }));
  const full = draw("p.wrong", { role: "alert", hidden: true }, say("noRoom"));
  const finish = draw("button.big", {}, send);
  const page = draw("form", { noValidate: true }, parts.map((each) => each.box), full, finish);
  const show = () => {
    const values = Object.assign({}, ...parts.map(valuesOf));
    for (const { field, box } of parts) box.hidden = Boolean(field.when) && !isAsked(field, values);
  };
  const open = () => parts.filter((each) => !each.box.hidden);
  const filled = () => Object.assign({}, ...open().map(valuesOf));
  const taken = () => open().flatMap((each) => each.files?.() ?? []);
  let soon;
  const draft = () => drafted(filled(), taken());
  page.addEventListener("input", () => {
    show();
    clearTimeout(soon);
    soon = setTimeout(draft, PAUSE);
  });
  page.addEventListener("change", draft);
  page.addEventListener("submit", async (event) => {
    event.preventDefault();
    const missing = open().filter((each) => each.field.required && each.isEmpty());
    for (const each of parts) each.warn(missing.includes(each));
    if (missing.length) return missing[0].focus();
    clearTimeout(soon);
    finish.disabled = true; // pressed twice by a cold finger
    await Promise.all(parts.map((each) => each.ready?.()));
    try {
      await finished(filled(), taken());
    } catch {
      full.hidden = finish.disabled = false; // what cannot be kept stays in the form
    }
  });
  show();
  return page;
}

const valuesOf = (part) => part.values?.() ?? { [part.field.name]: part.read() };
const isAsked = (field, values) => field.when[1].includes(values[field.when[0]]);

let count = 0;

function part(field, known) {
  const id = `field-${(count += 1)}`;
  const makers = { words: long, choice, yes_no: yesOrNo, photos, file: photos, position };
  return (makers[field.kind] ?? line)(field, id, known);
}

function frame(field, id, control, ...more) {
  const wrong = draw("p.wrong", { id: `${id}-wrong`, hidden: true }, say("missing"));
  const must = field.required ? "" : ` (${say("optional")})`;
  const help = field.help && draw("p.help", { id: `${id}-help` }, field.help);
  control.id = id;
  control.setAttribute("aria-describedby", `${id}-wrong${help ? ` ${id}-help` : ""}`);
  const name = control.tagName === "BUTTON" ? draw("p.label") : draw("label", { htmlFor: id });
  name.append(field.label, must);
  const box = draw("div.field", {}, name, help, wrong, control, ...more);
  const warn = (empty) => {
    wrong.hidden = !empty;
    control.setAttribute("aria-invalid", empty);
  };
  return { box, warn, focus: () => control.focus() };
}

function typed(field, id, control, known) {
  if (known.fields[field.name]) control.value = known.fields[field.name];
  const read = () => control.value.trim();
  return { ...frame(field, id, control), read, isEmpty: () => !read() };
}

function line(field, id, known) {
  const inputMode = ["number", "money"].includes(field.kind) ? "decimal" : "";
  const type = TYPES[field.kind] ?? "text";
  return typed(field, id, draw("input", { type, inputMode, autocomplete: "off" }), known);
}

const long = (field, id, known) => typed(field, id, draw("textarea", { rows: 5 }), known);

const choice = (field, id, known) => {
  const first = field.options[0]?.[0] === "" ? [] : [["", say("choose")]];
  const options = [...first, ...field.options].map(([value, label]) => draw("option", { value }, label));
  return typed(field, id, draw("select", {}, options), known);
};

const yesOrNo = (field, id, known) =>
  choice({ ...field, options: [["yes", say("yes")], ["no", say("no")]] }, id, known);

// Pictures are made small as soon as they are chosen. A camera that is asked for `file` takes one only.
function photos(field, id, known) {
  const one = field.kind === "file";
  let taken = known.files.filter((file) => file.field === field.name && (one || file.label === field.label));
  const list = draw("ul.photos", {});
  const input = draw("input.picker", { type: "file", accept: "image/*", multiple: !one });
  const take = draw("label.pick", { htmlFor: id }, say("takePhoto"));
  const redraw = () => list.replaceChildren(...taken.map((file) => draw("li", {}, picture(file), remove(file))));
  const changed = () => {
    redraw();
    list.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const remove = (file) =>
    button(say("remove"), () => {
      taken = taken.filter((other) => other !== file);
      changed();
    });
  let working = Promise.resolve();
  input.addEventListener("change", () => {
    const chosen = [...input.files];
    input.value = "";
    working = working.then(async () => {
      for (const file of chosen) {
        const blob = await shrink(file);
        const name = blob === file ? file.name : `${field.label} ${taken.length + 1}${ending(blob)}`;
        taken = [...(one ? [] : taken), { field: field.name, label: field.label, name, blob }];
        changed();
      }
    });
  });
  redraw();
  const framed = frame(field, id, input, take, list);
  return { ...framed, files: () => taken, ready: () => working, values: () => ({}), isEmpty: () => !taken.length };
}

function picture(file) {
  const url = URL.createObjectURL(file.blob);
  return draw("img", { src: url, alt: file.name, onload: () => URL.revokeObjectURL(url) });
}

// Where the phone is, in WGS 84; only when it is asked.
function position(field, id, known) {
  let { longitude = "", latitude = "" } = known.fields;
  const told = draw("p.help", { role: "status" }, longitude && `${latitude}, ${longitude}`);
  const take = button(say("takePosition"), () => {
    if (!navigator.geolocation) {
      told.textContent = say("noPosition");
      return;
    }
    told.textContent = say("looking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        longitude = coords.longitude.toFixed(6);
        latitude = coords.latitude.toFixed(6);
        told.textContent = say("positionTaken", { metres: Math.round(coords.accuracy) });
        told.dispatchEvent(new Event("change", { bubbles: true }));
      },
      () => (told.textContent = say("noPosition")),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    );
  });
  const values = () => (longitude ? { longitude, latitude } : {});
  return { ...frame(field, id, take, told), values, isEmpty: () => !longitude };
}
