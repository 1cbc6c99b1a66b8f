// The form of something that can be done, with the draft that the phone has of it.

import { fieldsOf, shownOf, titleOf } from "./deeds.js";
import { say } from "./drawing.js";
import { form } from "./forms.js";

const NOTHING = { fields: {}, files: [] };

// `one` is the matter that it is done to, if any; `next` is the page to which it leads when it is finished.
export function filling(app, deed, one, next) {
  const address = location.hash;
  const fields = fieldsOf(deed, app.snapshot);
  return form(fields, app.draft(address) ?? NOTHING, fields.length ? say("send") : titleOf(deed), {
    drafted: (values, files) => app.keepDraft(address, { fields: values, files }),
    finished: (values, files) =>
      app.take({ address, next, deed, one, values, files, shown: shownOf(fields, values, files) }),
  });
}
