import {
  type DocumentView,
  type FieldPlace,
  fieldIndex,
  type LinkedRecord,
  labelParams,
  linkedRecord,
  linkTarget,
  storedRow,
  valuesEqual,
  walkFields,
} from "../../calculation/index.ts";
import { type ErrorDetail, errorDetail, mustExist } from "../../kernel/index.ts";
import type { CompiledLinkFilter, ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import { viewOf, type Work, wasSent } from "../run/work.ts";

/**
 * Each link that changes must point to a document that exists and that meets the field's own condition. One the
 * principal sent must be readable for him: to others a document does not exist. What the engine chose (a default, a
 * formula, a copy) needs no right of his. Links left as they were are not asked again.
 */
export function checkLinks(work: Work): readonly ErrorDetail[] {
  const { doctype, document, links } = work;
  const problems: ErrorDetail[] = [];
  for (const place of walkFields(doctype, document, "links")) {
    const target = linkTarget(place.field, place.value);
    if (!target || isUnchanged(work, place)) continue;
    const record = linkedRecord(links, target.doctype, target.id);
    const isMine = wasSent(work, place.field.id, place.table?.id, place.row?.id);
    if (!record || (isMine && !isReadable(work, target.doctype, record))) {
      problems.push(errorDetail("LINK_NOT_FOUND", place.pointer, labelParams(place.field)));
      continue;
    }
    const filter = filterOf(work, place);
    if (filter && !meets(work, filter, record, place)) {
      problems.push(errorDetail("LINK_NOT_ALLOWED", place.pointer, labelParams(place.field)));
    }
  }
  return problems;
}

/** Does the place hold what is stored there already? */
export function isUnchanged({ stored }: Work, { field, value, table, row, index }: FieldPlace): boolean {
  if (!stored) return false;
  if (!table) return valuesEqual(stored[field.id], value);
  const before = storedRow(stored, table.id, row?.id, index);
  return before !== undefined && valuesEqual(before[field.id], value);
}

/** Row rules of the linked doctype, evaluated on the record that was read. */
function isReadable({ ctx, environments }: Work, doctype: string, record: LinkedRecord): boolean {
  return ctx.access
    .grants(doctype, "read")
    .some(({ where }) => !where || where.evaluate(environments({ document: record })) === true);
}

/** Link filters by the field they belong to, of the header or of a table in this use. */
const FILTERS = new WeakMap<ResolvedDoctype, ReadonlyMap<ResolvedField, CompiledLinkFilter>>();

function filterOf({ doctype }: Work, { field }: FieldPlace): CompiledLinkFilter | undefined {
  let filters = FILTERS.get(doctype);
  if (!filters) {
    const { byId, tables } = fieldIndex(doctype);
    const columns = new Map(tables.map(({ id, child }) => [id, fieldIndex(child).byId]));
    const entries = doctype.compiled.linkFilters.map((filter) => {
      const owner = filter.table === null ? byId : columns.get(filter.table);
      return [mustExist(owner?.get(filter.field), `the field of a link filter of ${doctype.id}`), filter] as const;
    });
    filters = new Map(entries);
    FILTERS.set(doctype, filters);
  }
  return filters.get(field);
}

function meets(work: Work, filter: CompiledLinkFilter, record: LinkedRecord, { table, index }: FieldPlace): boolean {
  const doc = viewOf(work);
  const row = table && index !== undefined ? (doc[table.id] as readonly DocumentView[])[index] : undefined;
  const environment = work.environments({ document: record, roots: { doc, line: row ?? null } });
  return filter.expression.evaluate(environment) === true;
}
