import type { ResolvedField } from "../../contract/index.ts";
import { errorDetail } from "../../kernel/index.ts";
import { labelParams } from "../fields/label-params.ts";
import { recordInHand } from "../links/computed-links.ts";
import { viewValue } from "../links/document-view.ts";
import { type LinkedRecord, linkedRecord } from "../links/linked-documents.ts";
import { assignValue } from "../values/assign-value.ts";
import type { Draft, Place } from "./compute-pass.ts";
import { moneyDecimals } from "./money-decimals.ts";

/** Puts an expression's result into a field. */
export function setValue(
  draft: Draft,
  field: ResolvedField,
  { values, view }: Pick<Place, "values" | "view">,
  result: unknown,
  pointer: () => string,
): void {
  const decimals = field.type === "money" ? moneyDecimals(field, draft.factory, draft.header.view, view) : 0;
  const taken = assignValue(field, result, decimals);
  if (taken.ok) {
    values[field.id] = taken.value;
    view[field.id] = keepRecord(draft, field, result) ?? viewValue(field, taken.value, draft.links);
  } else draft.problems.push(errorDetail(taken.code, pointer(), { ...labelParams(field), ...taken.params }));
}

/** The linked document itself, when the computation had it in hand whole. */
function keepRecord({ found, plan, links }: Draft, field: ResolvedField, result: unknown): LinkedRecord | null {
  if (field.type !== "link" || result === null) return null;
  const known = found.get(field.to);
  const id = typeof result === "string" ? result : (result as { readonly id: string }).id;
  if (known?.has(id)) return known.get(id)!;
  if (linkedRecord(links, field.to, id)) return null;
  const record = recordInHand(result, plan.targets.get(field.to) ?? []);
  if (record) found.set(field.to, (known ?? new Map<string, LinkedRecord>()).set(id, record));
  return record;
}
