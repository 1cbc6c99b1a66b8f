// What can be done in the field, as fields of a form.

import { say } from "./drawing.js";

const photos = (word) => ({ kind: "photos", name: "photos", label: say(word) });

const seen = () => [
  { kind: "words", name: "text", label: say("seen"), help: say("speak"), required: true },
  photos("photos"),
];

const FIELDS = {
  report: (_deed, snapshot) => [
    { kind: "words", name: "body", label: say("whatIsIt"), help: say("speak"), required: true },
    photos("photos"),
    { kind: "position", name: "position", label: say("position") },
    { kind: "text", name: "address", label: say("address") },
    { kind: "choice", name: "place", label: say("place"), options: [["", say("byPosition")], ...snapshot.places] },
  ],
  look: () => [],
  finding: () => [
    { kind: "words", name: "body", label: say("whatIsIt"), help: say("speak"), required: true },
    photos("photos"),
    { kind: "position", name: "position", label: say("position") },
  ],
  accept: () => [], // there is nothing to fill in
  step: (deed) => [...deed.fields.map(field), photos("before"), photos("after")],
  answer: (deed) => [
    { kind: "choice", name: "outcome", label: say("outcome"), options: deed.outcomes, required: true },
    { kind: "words", name: "text", label: say("answer"), help: say("residentReads"), required: true },
    { kind: "date", name: "planned_for", label: say("plannedFor"), when: ["outcome", ["planned"]], required: true },
    photos("before"),
    photos("after"),
  ],
  check: () => seen(),
  note: () => seen(),
};

const field = (blank) => ({ ...blank, options: blank.options.map((option) => [option, option]) });

export const fieldsOf = (deed, snapshot) => FIELDS[deed.noun](deed, snapshot);
// What is in a form when it is finished, as its person reads it.
export function shownOf(fields, values, files) {
  const named = fields.filter((each) => values[each.name]);
  const text = (each) => each.options?.find(([value]) => value === values[each.name])?.[1] ?? values[each.name];
  return [...named.map((each) => `${each.label}: ${text(each)}`), ...files.map((file) => file.name)];
}

// What is sent with it besides what was filled in.
export const fixedOf = (deed) => deed.fixed ?? (deed.step ? { step: deed.step } : {});

export const titleOf = (deed) => deed.title ?? say(deed.noun);
export const codeOf = (deed) => (deed.step ? `step-${deed.step}` : deed.noun);
