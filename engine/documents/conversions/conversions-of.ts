import { isSubmittable } from "../../calculation/index.ts";
import { ident, joinSql, sql } from "../../database/index.ts";
import { fail } from "../../kernel/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";
import type { Look } from "../pipeline/write-plan.ts";
import type { RequestContext } from "../types.ts";

interface Converted {
  readonly doctype: string;
  readonly id: string;
}

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
    judge: (found) => (found.length > 0 ? refuse(registry, found as unknown as readonly Converted[]) : null),
  };
}

function refuse(registry: Registry, found: readonly Converted[]): never {
  const name = (language: "fr" | "en") =>
    [...new Set(found.map((target) => registry.doctype(target.doctype).label[language]))].join(", ");
  fail("DOCUMENT_IN_USE", { count: found.length, names_fr: name("fr"), names_en: name("en") });
}
