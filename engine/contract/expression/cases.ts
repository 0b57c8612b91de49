import { DATE_CASES } from "./cases/date-cases.ts";
import type { ExpressionCase } from "./cases/expression-case.ts";
import { LINK_CASES } from "./cases/link-cases.ts";
import { LIST_CASES } from "./cases/list-cases.ts";
import { LOGIC_CASES } from "./cases/logic-cases.ts";
import { NUMBER_CASES } from "./cases/number-cases.ts";
import { TEXT_CASES } from "./cases/text-cases.ts";

/** What the language means, case by case. Node, the browser and Postgres must all agree with this table. */
export const CASES: readonly ExpressionCase[] = [
  ...NUMBER_CASES,
  ...LOGIC_CASES,
  ...TEXT_CASES,
  ...DATE_CASES,
  ...LINK_CASES,
  ...LIST_CASES,
];
