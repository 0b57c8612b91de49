import { rowOf, type Sql, sql } from "../../database/index.ts";
import type { ResolvedConversion } from "../../registry/index.ts";
import type { Document, DocumentRow } from "../types.ts";

/** Lines of a source that become lines of a new document, in the order of its rows. */
export interface ConvertedLines {
  readonly conversion: ResolvedConversion;
  readonly source: string;
  readonly lines: readonly { readonly line: string; readonly quantity: string }[];
}

/**
 * Remembers which row of the target came from which row of the source, when `written` holds; what was taken is read from
 * the rows themselves. Null where the conversion has no lines.
 */
export function insertConvertedLines(
  { conversion, source, lines }: ConvertedLines,
  target: Document,
  written: Sql,
): Sql | null {
  if (!conversion.lines) return null;
  const targetRows = target[conversion.lines.to] as readonly DocumentRow[];
  const records = lines.map(({ line, quantity }, index) => ({
    conversion: conversion.id,
    source_id: source,
    source_line: line,
    target_id: target.id,
    target_line: targetRows[index]?.id,
    quantity,
  }));
  return sql`insert into conversion_line
    select * from json_populate_recordset(${rowOf("conversion_line")}, ${JSON.stringify(records)}::json) where ${written}`;
}
