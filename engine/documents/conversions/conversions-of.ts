import { isSubmittable } from "../../calculation/index.ts";
import { ident, joinSql, sql } from "../../database/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { failInUse } from "../pipeline/references.ts";
import type { Look } from "../run/write-plan.ts";
import type { RequestContext } from "../types.ts";
import type { RecordName } from "../wording/record-titles.ts";

/** Looks for submitted documents that were made from this one. Raises DOCUMENT_IN_USE. */
export function conversionsOf({ registry }: RequestContext, doctype: ResolvedDoctype, id: string): Look | null {
  const targets = registry
    .conversionsFrom(doctype.id)
    .filter(({ lines, to }) => lines && isSubmittable(registry.doctype(to)))
    .map(({ id: conversion, to }) => ({ conversion, to: registry.doctype(to) }));
  if (targets.length === 0) return null;
  const places = targets.map(
    ({ conversion, to }) => sql`(select distinct ${to.id}::text as doctype, _owner.id
      from conversion_line as _taken join ${ident(to.table)} as _owner on _owner.id = _taken.target_id
      where _taken.conversion = ${conversion} and _taken.source_id = ${id}::uuid and _owner.docstatus = 'submitted')`,
  );
  return {
    statement: joinSql(places, " union all "),
    judge: (found) =>
      found.length > 0 ? failInUse(registry, found as unknown as readonly RecordName[], found.length) : null,
  };
}
