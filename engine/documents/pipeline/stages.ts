import type { Stage } from "../run/stage.ts";
import { access } from "./stages/access.ts";
import { compute } from "./stages/compute.ts";
import { conversions } from "./stages/conversions.ts";
import { files } from "./stages/files.ts";
import { history } from "./stages/history.ts";
import { hold } from "./stages/hold.ts";
import { load } from "./stages/load.ts";
import { number } from "./stages/number.ts";
import { parse } from "./stages/parse.ts";
import { permit } from "./stages/permit.ts";
import { post } from "./stages/post.ts";
import { rules } from "./stages/rules.ts";
import { workflow } from "./stages/workflow.ts";
import { write } from "./stages/write.ts";

/**
 * What every write runs through, in this order: create, update, submit, cancel, amend, duplicate, delete, transition,
 * conversion, bulk and import; a preview runs through the checks alone. A new stage is a file and a line here.
 */
export const STAGES: readonly Stage[] = [
  load,
  parse,
  access,
  compute,
  workflow,
  permit,
  rules,
  history,
  hold,
  write,
  files,
  conversions,
  post,
  number,
];
