import { fieldIndex, isSubmittable } from "../../calculation/index.ts";
import { type Connection, ident, prepared, type Sql, sql } from "../../database/index.ts";
import { mustExist } from "../../kernel/index.ts";
import type { Registry, ResolvedConversion, ResolvedDoctype } from "../../registry/index.ts";
import type { RemainingLine } from "../types.ts";

/** A conversion that tracks quantities line by line, with the doctypes of both sides. */
export interface LineConversion {
  readonly id: string;
  readonly quantity: string;
  readonly source: ResolvedDoctype;
  readonly target: ResolvedDoctype;
  readonly sourceRows: ResolvedDoctype;
  readonly targetRows: ResolvedDoctype;
}

/** Null for a conversion of headers only. */
export function lineConversion(registry: Registry, conversion: ResolvedConversion): LineConversion | null {
  if (!conversion.lines) return null;
  const { from, to, quantity } = conversion.lines;
  return {
    id: conversion.id,
    quantity,
    source: registry.doctype(conversion.from),
    target: registry.doctype(conversion.to),
    sourceRows: rowsOf(registry.doctype(conversion.from), from),
    targetRows: rowsOf(registry.doctype(conversion.to), to),
  };
}

function rowsOf(doctype: ResolvedDoctype, table: string): ResolvedDoctype {
  const field = fieldIndex(doctype).tables.find(({ id }) => id === table);
  return mustExist(field, `${doctype.id}.${table}`).child;
}

/**
 * Per source line: its quantity, how much live targets have taken, what is left. Submitted targets count (or all, where
 * targets are never submitted); drafts and cancelled ones give back what they took, since they are not counted.
 */
export function remainingSql(conversion: LineConversion, lines: Sql, except: string | null = null): Sql {
  const { target, targetRows, sourceRows, quantity } = conversion;
  const amount = ident(quantity);
  const live = isSubmittable(target) ? sql` and _owner.docstatus = 'submitted'` : sql``;
  const others = except === null ? sql`` : sql` and _taken.target_id <> ${except}::uuid`;
  return sql`select _source.id as line, coalesce(_source.${amount}, 0)::text as quantity,
      coalesce(_used.converted, 0)::text as converted,
      (coalesce(_source.${amount}, 0) - coalesce(_used.converted, 0))::text as remaining
    from ${ident(sourceRows.table)} as _source
    left join lateral (
      select sum(_target.${amount}) as converted
      from conversion_line as _taken
      join ${ident(targetRows.table)} as _target on _target.id = _taken.target_line
      join ${ident(target.table)} as _owner on _owner.id = _target.parent${live}
      where _taken.conversion = ${conversion.id} and _taken.source_line = _source.id${others}) as _used on true
    where ${lines}
    order by _source.parent, _source.position`;
}

/** What is left of every line of a source document. */
export async function loadRemaining(
  connection: Connection,
  conversion: LineConversion,
  source: string,
): Promise<readonly RemainingLine[]> {
  return connection.query<RemainingLine>(prepared(remainingSql(conversion, sql`_source.parent = ${source}::uuid`)));
}

/** Registry order made stable: conversions whose target this doctype is, by id. */
export function conversionsInto(registry: Registry, doctype: string): readonly LineConversion[] {
  return [...registry.conversions.values()]
    .filter(({ to }) => to === doctype)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((conversion) => lineConversion(registry, conversion) ?? []);
}
