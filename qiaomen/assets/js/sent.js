// The report is with the office: nothing of it stays on this telephone.

import { drop } from "./draft.js";

drop();
