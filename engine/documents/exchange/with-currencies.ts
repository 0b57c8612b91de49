import type { ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import type { RequestContext } from "../types.ts";
import type { AskedColumn } from "./export-columns.ts";
import { pathFields, readsPath } from "./path-fields.ts";

/** Amounts that name a currency of their own are followed by it, once for neighbours that share it. */
export function withCurrencies(
  ctx: RequestContext,
  doctype: ResolvedDoctype,
  columns: readonly AskedColumn[],
): readonly AskedColumn[] {
  const shown = new Set(columns.map(({ read }) => read));
  const paths = columns.map((column) => currencyPath(column));
  return columns.flatMap((column, index) => {
    const path = paths[index];
    const isLast = path !== undefined && paths.lastIndexOf(path) === index;
    if (!isLast || shown.has(path) || !readsPath(ctx, doctype.id, path.split("."))) return [column];
    const fields = pathFields(ctx.registry, doctype, path.split("."));
    return [column, { path, read: path, steps: fields.map(({ label }) => label), field: null }];
  });
}

/** Where the currency of a column's amounts stands, from the document of the list. */
function currencyPath({ path, field }: AskedColumn): string | undefined {
  const named = field?.type === "money" ? (field as Extract<ResolvedField, { type: "money" }>).currencyPath : null;
  return named ? [...path.split(".").slice(0, -1), ...named].join(".") : undefined;
}
