// A form from a list of fields, and what is in it when it is finished.

import { button, draw, say } from "./drawing.js";
import { ending, shrink } from "./photos.js";

const TYPES = { text: "text", number: "text", money: "text", date: "date" };

// `known` has values by name, and files, of an entry that is changed. Calls `finished(fields, files)`.
export function form(fields, known, send, finished) {
  const parts = fields.map((field) => ({ field, ...part(field, known) }));
  const page = draw("form", { noValidate: true }, parts.map((each) => each.box), draw("button.big", {}, send));
  const asked = () => Object.fromEntries(parts.flatMap((each) => (each.read ? [[each.field.name, each.read()]] : [])));
  const show = () => {
    const values = asked();
    for (const { field, box } of parts) box.hidden = Boolean(field.when) && !isAsked(field, values);
  };
  page.addEventListener("input", show);
  page.addEventListener("submit", async (event) => {
    event.preventDefault();
    const open = parts.filter((each) => !each.box.hidden);
    const missing = open.filter((each) => each.field.required && each.isEmpty());
    for (const each of parts) each.warn(missing.includes(each));
    if (missing.length) return missing[0].focus();
    page.querySelector("button.big").disabled = true; // pressed twice by a cold finger
    const values = Object.assign({}, ...open.map((each) => each.values?.() ?? { [each.field.name]: each.read() }));
    finished(values, (await Promise.all(open.map((each) => each.files?.() ?? []))).flat());
  });
  show();
  return page;
}

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

const line = (field, id, known) =>
  typed(field, id, draw("input", { type: TYPES[field.kind] ?? "text", autocomplete: "off" }), known);

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
  const input = draw("input", { type: "file", accept: "image/*", multiple: !one });
  const redraw = () => list.replaceChildren(...taken.map((file) => draw("li", {}, picture(file), remove(file))));
  const remove = (file) =>
    button(say("remove"), () => {
      taken = taken.filter((other) => other !== file);
      redraw();
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
        redraw();
      }
    });
  });
  redraw();
  const files = async () => (await working, taken);
  return { ...frame(field, id, input, list), files, values: () => ({}), isEmpty: () => !taken.length };
}

function picture(file) {
  const url = URL.createObjectURL(file.blob);
  return draw("img", { src: url, alt: file.name, onload: () => URL.revokeObjectURL(url) });
}

// Where the phone is, in WGS 84; only when it is asked.
function position(field, id, known) {
  let { longitude = "", latitude = "" } = known.fields;
  const told = draw("p.help", { role: "status" }, longitude && say("positionTaken", { metres: "?" }));
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
      },
      () => (told.textContent = say("noPosition")),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    );
  });
  const values = () => (longitude ? { longitude, latitude } : {});
  return { ...frame(field, id, take, told), values, isEmpty: () => !longitude };
}
