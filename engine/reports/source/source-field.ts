import type { CheckedExpression, Field, Report } from "../../contract/index.ts";
import type { Registry } from "../../registry/index.ts";

/** The field an expression over a source row reads, when it is a plain field or a path that ends in one. */
export function sourceField(registry: Registry, report: Report, { root }: CheckedExpression): Field | undefined {
  return root.op === "path" ? fieldAt(registry, report, root.names, root.origin.from === "row") : undefined;
}

function fieldAt(registry: Registry, { source }: Report, path: readonly string[], isOfRow: boolean): Field | undefined {
  const [first, ...rest] = path[0] === "doc" ? path.slice(1) : path;
  if (first === undefined) return undefined;
  let field: Field | undefined = firstField(registry, source, first, isOfRow);
  for (const name of rest) field = field?.type === "link" ? registry.field(field.to, name) : undefined;
  return field;
}

function firstField(registry: Registry, source: Report["source"], name: string, isOfRow: boolean): Field | undefined {
  if ("ledger" in source) {
    const { dimensions } = registry.ledger(source.ledger);
    return Object.hasOwn(dimensions, name) ? dimensions[name] : undefined;
  }
  if (!isOfRow || source.table === undefined) return registry.field(source.doctype, name);
  const table = registry.field(source.doctype, source.table);
  return table?.type === "table" ? table.child.fieldList.find(({ id }) => id === name) : undefined;
}
