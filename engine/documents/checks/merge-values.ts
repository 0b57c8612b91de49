import { changedSystemValues, fieldIndex, newSystemValues, SINGLE_ID } from "../../calculation/index.ts";
import { newId } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { Merged, ParsedRow, ParsedValues } from "../run/sent-values.ts";
import type { Document, DocumentRow, RequestContext } from "../types.ts";

/** A new document with the values sent; system fields begin their life here. */
export function newDocument(
  ctx: RequestContext,
  doctype: ResolvedDoctype,
  parsed: ParsedValues,
  given: { readonly id?: string; readonly amendedFrom?: string } = {},
): Merged {
  const id = doctype.kind === "single" ? SINGLE_ID : (given.id ?? newId());
  const system = newSystemValues(doctype, authorOf(ctx), given.amendedFrom);
  const { rows, sent } = mergeTables(doctype, null, parsed);
  return { document: { id, ...system, ...parsed.header, ...rows } as Document, sent };
}

/** The stored document with the values sent in place of the old ones, one version on. */
export function changedDocument(
  ctx: RequestContext,
  doctype: ResolvedDoctype,
  stored: Document,
  parsed: ParsedValues,
): Merged {
  const { rows, sent } = mergeTables(doctype, stored, parsed);
  const system = changedSystemValues(stored.version, authorOf(ctx));
  return { document: { ...stored, ...parsed.header, ...rows, ...system } as Document, sent };
}

const authorOf = ({ principal, clock }: RequestContext) => ({ user: principal.id, now: clock.now() });

function mergeTables(doctype: ResolvedDoctype, stored: Document | null, parsed: ParsedValues) {
  const sent = new Map<string, ParsedRow["values"]>();
  const rows: Record<string, readonly DocumentRow[]> = {};
  for (const { id: table } of fieldIndex(doctype).tables) {
    const before = (stored?.[table] ?? []) as readonly DocumentRow[];
    const given = parsed.tables[table];
    if (!given) {
      rows[table] = before;
      continue;
    }
    const byId = new Map(before.map((row) => [row.id, row]));
    rows[table] = given.map((row) => {
      const merged = mergeRow(row, byId);
      sent.set(merged.id, row.values);
      return merged;
    });
  }
  const header = new Set([...Object.keys(parsed.header), ...Object.keys(parsed.tables)]);
  return { rows, sent: { header, rows: sent } };
}

function mergeRow({ id, values }: ParsedRow, before: ReadonlyMap<string, DocumentRow>): DocumentRow {
  const stored = id === null ? undefined : before.get(id);
  return stored ? { ...stored, ...values, id: stored.id } : { id: newId(), ...values };
}
