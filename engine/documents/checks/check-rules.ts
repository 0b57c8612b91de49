import { checkValues } from "../../calculation/index.ts";
import type { ErrorDetail } from "../../kernel/index.ts";
import { viewOf, type Work, wasSent } from "../run/work.ts";

/** What the document must fulfil once computed. All problems at once. */
export function checkRules(work: Work, isSubmit: boolean): readonly ErrorDetail[] {
  const { doctype, document, stored, environments } = work;
  const sent = (field: string, table: string | null, row: string) => wasSent(work, field, table, row);
  return checkValues({ doctype, document, stored, view: viewOf(work), environments, wasSent: sent }, isSubmit);
}
