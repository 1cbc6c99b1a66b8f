// What can be done in the field, as fields of a form.

import { say } from "./drawing.js";

const photos = (word) => ({ kind: "photos", name: "photos", label: say(word) });

const FIELDS = {
  report: (_deed, snapshot) => [
    { kind: "words", name: "body", label: say("whatIsIt"), help: say("speak"), required: true },
    photos("photos"),
    { kind: "position", name: "position", label: say("position") },
    { kind: "text", name: "address", label: say("address") },
    { kind: "choice", name: "place", label: say("place"), options: [["", say("byPosition")], ...snapshot.places] },
  ],
  accept: () => [],
  step: (deed) => [...deed.fields.map(field), photos("before"), photos("after")],
  answer: (deed) => [
    { kind: "choice", name: "outcome", label: say("outcome"), options: deed.outcomes, required: true },
    { kind: "words", name: "text", label: say("answer"), help: say("residentReads"), required: true },
    { kind: "date", name: "planned_for", label: say("plannedFor"), when: ["outcome", ["planned"]], required: true },
    photos("before"),
    photos("after"),
  ],
  check: () => [{ kind: "words", name: "text", label: say("seen"), help: say("speak"), required: true }, photos("photos")],
  note: () => [{ kind: "words", name: "text", label: say("seen"), help: say("speak"), required: true }, photos("photos")],
};

const field = (blank) => ({ ...blank, options: blank.options.map((option) => [option, option]) });

export const fieldsOf = (deed, snapshot) => FIELDS[deed.noun](deed, snapshot);
export const titleOf = (deed) => deed.title ?? say(deed.noun);
export const codeOf = (deed) => (deed.step ? `step-${deed.step}` : deed.noun);
