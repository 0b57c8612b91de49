import { DATE_CASES } from "./date-cases.ts";
import type { ExpressionCase } from "./expression-case.ts";
import { LINK_CASES } from "./link-cases.ts";
import { LIST_CASES } from "./list-cases.ts";
import { LOGIC_CASES } from "./logic-cases.ts";
import { NUMBER_CASES } from "./number-cases.ts";
import { TEXT_CASES } from "./text-cases.ts";

/** What the language means, case by case. Node, the browser and Postgres must all agree with this table. */
export const CASES: readonly ExpressionCase[] = [
  ...NUMBER_CASES,
  ...LOGIC_CASES,
  ...TEXT_CASES,
  ...DATE_CASES,
  ...LINK_CASES,
  ...LIST_CASES,
];
