import { isPerfexError } from "../../kernel/index.ts";
import type { DocumentRow, Members } from "../document.ts";
import { type DocumentView, documentView } from "../links/document-view.ts";
import { assignValue } from "../values/assign-value.ts";
import { valuesEqual } from "../values/values-equal.ts";
import type { Draft, Place } from "./compute-pass.ts";
import { moneyDecimals } from "./money-decimals.ts";
import type { DefaultStep } from "./pass-steps.ts";
import { rowsOf } from "./rows-of.ts";

/**
 * Is what is stored in a field to be proposed anew? Where a link of its record was changed through which its default reads,
 * whatever stands there: it belongs to what was linked before. Where something else was changed that it reads, if it still is
 * what was proposed for that. And where nothing ever was, if metadata says so.
 */
export function isOutdated(draft: Draft, step: DefaultStep, { values }: Place, before: Members): boolean {
  const { header, stored } = draft;
  const { id, refill } = step.field;
  if (refill && step.kind === "field" && (before[id] ?? null) === null) return true;
  const { links, values: others, documentLinks } = step.sources;
  if (differ(links, values, before)) return true;
  const isTouched = differ(others, values, before) || (stored !== null && differ(documentLinks, header.values, stored));
  return isTouched && isAsProposed(draft, step, before);
}

function differ(names: ReadonlySet<string>, values: Members, before: Members): boolean {
  for (const name of names) if (!valuesEqual(values[name], before[name])) return true;
  return false;
}

/** What the default would propose for the document as it is stored; what reads the rows above counts as typed. */
function isAsProposed(draft: Draft, { field, expression, ...step }: DefaultStep, before: Members): boolean {
  const { doctype, stored, links, factory } = draft;
  const { roots } = expression.checked;
  if (!stored || roots.has("before") || roots.has("line")) return false;
  const document = documentView(doctype, stored, links);
  const row = step.kind === "column" ? rowView(document, stored, step.table.id, before) : undefined;
  try {
    const result = expression.evaluate(factory({ document, ...(row && { row }) }));
    const decimals = field.type === "money" ? moneyDecimals(field, factory, document, row) : 0;
    const taken = assignValue(field, result, decimals);
    return taken.ok && valuesEqual(taken.value, before[field.id]);
  } catch (error) {
    if (!isPerfexError(error)) throw error;
    if (error.code === "EXPRESSION_LINK_NOT_LOADED") draft.isUnread = true;
    return false;
  }
}

const rowView = (document: DocumentView, stored: Members, table: string, row: Members) =>
  (document[table] as readonly DocumentView[])[rowsOf(stored, table).indexOf(row as DocumentRow)];
