import {
  createDocumentView,
  type EnvironmentFactory,
  labelParams,
  valuesEqual,
  walkFields,
} from "../../calculation/index.ts";
import type { Action } from "../../contract/index.ts";
import { type ErrorDetail, errorDetail, fail } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { highestLevel } from "../access/highest-level.ts";
import type { LinkedRecords } from "../linking/linked-records.ts";
import { type Work, wasSent } from "../pipeline/work.ts";
import type { AccessGrant, Document, DocumentRow, RequestContext } from "../types.ts";

interface Judged {
  readonly ctx: RequestContext;
  readonly doctype: ResolvedDoctype;
  readonly links: LinkedRecords;
  readonly environments: EnvironmentFactory;
}

/** Grants of the action whose row rule this state of the document meets. */
export function grantsFor(judged: Judged, action: Action, document: Document): readonly AccessGrant[] {
  const { ctx, doctype, links, environments } = judged;
  const grants = ctx.access.grants(doctype.id, action);
  if (grants.every(({ where }) => where === null)) return grants;
  const environment = environments({ document: createDocumentView(doctype, document, links) });
  return grants.filter(({ where }) => where === null || where.evaluate(environment) === true);
}

/**
 * Both the stored and the written state must be covered by a grant: nobody changes a document beyond his reach, nor
 * moves one out of it. (That he may read it was decided when it was loaded.)
 */
export function checkRowAccess(work: Work): readonly AccessGrant[] {
  const { doctype, stored, document, action } = work;
  if (stored && grantsFor(work, action, stored).length === 0)
    fail("ACCESS_ROW_DENIED", { doctype: doctype.id, action });
  const grants = grantsFor(work, action, document);
  if (grants.length === 0) fail("ACCESS_ROW_DENIED", { doctype: doctype.id, action });
  return grants;
}

/** Fields above the level the principal writes may not differ from what is stored, or from their default when new. */
export function checkFieldLevels(work: Work, grants: readonly AccessGrant[]): readonly ErrorDetail[] {
  const level = Math.max(0, ...grants.map(({ writeLevel }) => writeLevel));
  const problems: ErrorDetail[] = [];
  if (highestLevel(work.doctype) <= level) return problems;
  for (const { field, value, pointer, table, row } of walkFields(work.doctype, work.document)) {
    const needed = Math.max(field.level ?? 0, table?.level ?? 0);
    if (needed <= level || !wasSent(work, field.id, table?.id, row?.id)) continue;
    const before = table ? storedRow(work, table.id, row?.id)?.[field.id] : work.stored?.[field.id];
    if (!valuesEqual(before, value)) problems.push(errorDetail("FIELD_LEVEL_DENIED", pointer, labelParams(field)));
  }
  return problems;
}

function storedRow({ stored }: Work, table: string, id: string | undefined): DocumentRow | undefined {
  return ((stored?.[table] ?? []) as readonly DocumentRow[]).find((row) => row.id === id);
}
