import { isSubmittable } from "../../calculation/index.ts";
import { ident, joinSql, prepared, sql, type Transaction } from "../../database/index.ts";
import { fail } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { RequestContext } from "../types.ts";

/** Raises DOCUMENT_IN_USE while a submitted document was made from this one. */
export async function assertNotConverted(
  { registry }: RequestContext,
  tx: Transaction,
  doctype: ResolvedDoctype,
  id: string,
): Promise<void> {
  const targets = registry
    .conversionsFrom(doctype.id)
    .filter(({ lines, to }) => lines && isSubmittable(registry.doctype(to)))
    .map(({ id: conversion, to }) => ({ conversion, to: registry.doctype(to) }));
  if (targets.length === 0) return;
  const places = targets.map(
    ({ conversion, to }) => sql`(select distinct ${to.id}::text as doctype, owner.id
      from conversion_line as taken join ${ident(to.table)} as owner on owner.id = taken.target_id
      where taken.conversion = ${conversion} and taken.source_id = ${id}::uuid and owner.docstatus = 'submitted')`,
  );
  const found = await tx.query<{ readonly doctype: string; readonly id: string }>(
    prepared(joinSql(places, " union all ")),
  );
  if (found.length === 0) return;
  const name = (language: "fr" | "en") =>
    [...new Set(found.map((target) => registry.doctype(target.doctype).label[language]))].join(", ");
  fail("DOCUMENT_IN_USE", { count: found.length, names_fr: name("fr"), names_en: name("en") });
}
