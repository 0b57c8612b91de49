import { addressable, type Engine } from "../run/engine.ts";
import type { Documents } from "../types.ts";
import { exportRows } from "./export-rows.ts";
import { ignoredColumns } from "./ignored-columns.ts";
import { guessMapping } from "./import-mapping.ts";
import { importRows } from "./import-rows.ts";
import { parseTable } from "./parse-table.ts";

/** Files in and out of any doctype. */
export function createExchange(engine: Engine): Documents["exchange"] {
  return {
    parse: parseTable,
    guessMapping: (ctx, doctype, columns) => guessMapping(ctx.registry, addressable(ctx.registry, doctype), columns),
    ignoredColumns: (ctx, doctype, file) => ignoredColumns(ctx, addressable(ctx.registry, doctype), file),
    importRows: (ctx, doctype, request) => importRows(engine, ctx, doctype, request),
    exportRows,
  };
}
