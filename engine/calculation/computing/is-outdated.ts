import { isPerfexError } from "../../kernel/index.ts";
import type { DocumentRow, JsonValue, Members } from "../document.ts";
import { type DocumentView, documentView } from "../links/document-view.ts";
import { assignValue } from "../values/assign-value.ts";
import { valuesEqual } from "../values/values-equal.ts";
import type { Draft, Place } from "./compute-pass.ts";
import { moneyDecimals } from "./money-decimals.ts";
import type { DefaultStep } from "./pass-steps.ts";
import { rowsOf } from "./rows-of.ts";

/**
 * Is what is stored in a field to be proposed anew? Where a link was changed through which its default reads, whatever stands there:
 * it belongs to what was linked before, unless the same is proposed for both. Where something else was changed that it reads, if
 * it still is what would be proposed for that. And where nothing ever was, if metadata says so.
 */
export function isOutdated(draft: Draft, step: DefaultStep, place: Place, before: Members): boolean {
  const { header, stored } = draft;
  const { id, refill } = step.field;
  if (!stored) return false;
  if (refill && step.kind === "field" && (before[id] ?? null) === null) return true;
  const { links, values, documentLinks, documentValues } = step.sources;
  const isMoved = differ(links, place.values, before) || differ(documentLinks, header.values, stored);
  if (!isMoved && !differ(values, place.values, before) && !differ(documentValues, header.values, stored)) return false;
  const was = formerProposal(draft, stored, step, before);
  if (!isMoved) return was !== UNKNOWN && valuesEqual(was, before[id]);
  const now = was === UNKNOWN ? UNKNOWN : proposal(draft, step, place);
  return was === UNKNOWN || now === UNKNOWN || !valuesEqual(was, now);
}

function differ(names: ReadonlySet<string>, values: Members, before: Members): boolean {
  for (const name of names) if (!valuesEqual(values[name], before[name])) return true;
  return false;
}

type Proposal = JsonValue | typeof UNKNOWN;
const UNKNOWN = Symbol("unknown");

/** What the default would propose today for the document as it is stored. */
function formerProposal(draft: Draft, stored: Members, step: DefaultStep, before: Members): Proposal {
  const document = documentView(draft.doctype, stored, draft.links);
  const row = step.kind === "column" ? rowView(document, stored, step.table.id, before) : undefined;
  const environment = draft.factory({ document, ...(row && { row }) });
  return proposal(draft, step, { view: row ?? document, environment }, document);
}

/** What reads the rows above is not told: they are not at hand. */
function proposal(
  draft: Draft,
  { field, expression }: DefaultStep,
  { view, environment }: Pick<Place, "view" | "environment">,
  document: DocumentView = draft.header.view,
): Proposal {
  const { roots } = expression.checked;
  if (roots.has("before") || roots.has("line")) return UNKNOWN;
  try {
    const decimals = field.type === "money" ? moneyDecimals(field, draft.factory, document, view) : 0;
    const taken = assignValue(field, expression.evaluate(environment), decimals);
    return taken.ok ? taken.value : UNKNOWN;
  } catch (error) {
    if (!isPerfexError(error)) throw error;
    if (error.code === "EXPRESSION_LINK_NOT_LOADED") draft.isUnread = true;
    return UNKNOWN;
  }
}

const rowView = (document: DocumentView, stored: Members, table: string, row: Members) =>
  (document[table] as readonly DocumentView[])[rowsOf(stored, table).indexOf(row as DocumentRow)];
