import type { CheckedExpression } from "../expression/index.ts";
import { tableUseName } from "../kinds/doctype/doctype-slots.ts";
import type { MetadataFile } from "../metadata/metadata-file.ts";
import type { MetadataModel } from "../metadata/metadata-model.ts";
import { slotKey } from "../slots/expression-slot.ts";
import type { Doctype, Field, TableField } from "../types/index.ts";
import { namedByPath } from "./named-by-path.ts";

/** A value of a document that is computed: a header field, a table's column, a derived table's rows, or columns a function fills. */
export type ComputationNode =
  | { readonly kind: "field"; readonly mode: Mode; readonly field: string }
  | { readonly kind: "column"; readonly mode: Mode; readonly table: string; readonly field: string }
  | { readonly kind: "derive"; readonly table: string }
  | { readonly kind: "fill"; readonly table: string };
type Mode = "default" | "formula";

export interface ComputationOrder {
  /** Each node after all it reads; header and rows interleave. Empty when there is a cycle. */
  readonly order: readonly ComputationNode[];
  /** Names of a cycle, its first name repeated at the end. */
  readonly cycle: readonly string[] | null;
}

export interface ComputationContext {
  readonly model: MetadataModel;
  readonly expressions: ReadonlyMap<string, CheckedExpression>;
}

interface GraphNode {
  /** Null for a name that only stands for what it reads. */
  readonly node: ComputationNode | null;
  /** Names of nodes it reads. */
  readonly reads: ReadonlySet<string>;
}

/** Order in which a document's defaults, formulas and derived tables are computed. */
export function computationOrder(file: MetadataFile, doctype: Doctype, context: ComputationContext): ComputationOrder {
  const graph = new Map<string, GraphNode>();
  for (const [id, field] of Object.entries(doctype.fields)) {
    const expression = context.expressions.get(slotKey(file, ["fields", id, modeOf(field)]));
    if (expression) {
      const reads = new Set([...headerReads(expression), ...currencyReads(doctype, field, context)]);
      graph.set(id, { node: { kind: "field", mode: modeOf(field), field: id }, reads });
    }
    if (field.type === "table") {
      addTable(graph, file, doctype, id, field, context);
      addFill(graph, file, id, field, context);
    }
  }
  return sort(graph);
}

function modeOf(field: Field): Mode {
  return field.formula === undefined ? "default" : "formula";
}

function addTable(
  graph: Map<string, GraphNode>,
  file: MetadataFile,
  doctype: Doctype,
  table: string,
  field: TableField,
  { model, expressions }: ComputationContext,
): void {
  const { derive } = field;
  if (derive)
    graph.set(table, { node: { kind: "derive", table }, reads: deriveReads(file, table, field, expressions) });
  const child = model.get("doctype", field.of);
  const childFile = model.fileOf("doctype", field.of);
  if (!child || !childFile) return;
  for (const [column, columnField] of Object.entries(child.fields)) {
    if (derive && (Object.hasOwn(derive.by, column) || Object.hasOwn(derive.set, column))) continue;
    const use = tableUseName(doctype.id, table);
    const expression = expressions.get(slotKey(childFile, ["fields", column, modeOf(columnField)], use));
    if (!expression) continue;
    const reads = new Set([...rowReads(expression, table), ...readsAbove(expression, table, column)]);
    if (derive) reads.add(table);
    const place = { own: child, header: doctype };
    const currency = columnField.type === "money" ? namedByPath(columnField.currency, place, model) : null;
    if (currency) reads.add(currency[0] === "doc" ? currency[1]! : `${table}.${currency[0]}`);
    graph.set(`${table}.${column}`, {
      node: { kind: "column", mode: modeOf(columnField), table, field: column },
      reads,
    });
  }
}

/** Whoever reads a column that is filled comes after the fill, which comes after the column's own formula. */
function addFill(
  graph: Map<string, GraphNode>,
  file: MetadataFile,
  table: string,
  { fill }: TableField,
  { expressions }: ComputationContext,
): void {
  if (!fill) return;
  const at = (...path: string[]) => expressions.get(slotKey(file, ["fields", table, "fill", ...path]));
  const reads = new Set<string>();
  const overDocument = [at("when"), ...Object.keys(fill.input ?? {}).map((name) => at("input", name))];
  for (const expression of overDocument) for (const name of expression ? headerReads(expression) : []) reads.add(name);
  for (const [list, { each, set }] of Object.entries(fill.lists ?? {})) {
    reads.add(each);
    for (const name of Object.keys(set)) {
      for (const path of at("lists", list, "set", name)?.paths ?? []) {
        for (const read of path[0] === "line" ? [`${each}.${path[1]}`] : pathReads(path)) reads.add(read);
      }
    }
  }
  for (const column of Object.keys(fill.columns)) {
    const own = graph.get(`${table}.${column}`);
    if (!own) continue;
    graph.set(`${table}.${column} (formula)`, own);
    graph.set(`${table}.${column}`, { node: null, reads: new Set([`${table} (fill)`]) });
    reads.add(`${table}.${column} (formula)`);
  }
  graph.set(`${table} (fill)`, { node: { kind: "fill", table }, reads });
}

function deriveReads(
  file: MetadataFile,
  table: string,
  { derive }: TableField,
  expressions: ComputationContext["expressions"],
): Set<string> {
  const reads = new Set<string>();
  if (!derive) return reads;
  reads.add(derive.each);
  const at = (...path: string[]) => expressions.get(slotKey(file, ["fields", table, "derive", ...path]));
  const overSource = [at("where"), ...Object.keys(derive.by).map((column) => at("by", column))];
  for (const expression of overSource)
    for (const name of expression ? rowReads(expression, derive.each) : []) reads.add(name);
  for (const column of Object.keys(derive.set)) {
    const expression = at("set", column);
    for (const path of expression?.paths ?? []) {
      if (path[0] === "group" && path[1] !== undefined) reads.add(`${derive.each}.${path[1]}`);
      else for (const name of pathReads(path)) reads.add(name);
    }
    // Columns set before are there already; one that the child computes afterwards makes a cycle.
    for (const [read] of expression?.rowPaths ?? []) {
      if (read !== undefined && !Object.hasOwn(derive.by, read) && !Object.hasOwn(derive.set, read)) {
        reads.add(`${table}.${read}`);
      }
    }
  }
  return reads;
}

/** A money value is rounded to its currency, which must be known before. */
function currencyReads(doctype: Doctype, field: Field, { model }: ComputationContext): string[] {
  if (field.type !== "money") return [];
  return namedByPath(field.currency, { own: doctype, header: doctype }, model)?.slice(0, 1) ?? [];
}

function headerReads(expression: CheckedExpression): string[] {
  return expression.paths.flatMap(pathReads);
}

function rowReads(expression: CheckedExpression, table: string): string[] {
  return [...headerReads(expression), ...expression.rowPaths.map(([column]) => `${table}.${column}`)];
}

/** A column is computed row by row: of itself it may read the rows above, any other column must be there before. */
const readsAbove = (expression: CheckedExpression, table: string, own: string): string[] =>
  expression.paths.flatMap(([root, column]) =>
    column !== undefined && (root === "line" || (root === "before" && column !== own)) ? [`${table}.${column}`] : [],
  );

/** `doc.lines.net` and `lines.net` read the rows of `lines` and their column `net`. */
function pathReads(path: readonly string[]): string[] {
  const [first, second] = path[0] === "doc" ? path.slice(1) : path;
  if (first === undefined) return [];
  return second === undefined ? [first] : [first, `${first}.${second}`];
}

function sort(graph: ReadonlyMap<string, GraphNode>): ComputationOrder {
  const order: ComputationNode[] = [];
  const done = new Set<string>();
  const open: string[] = [];
  const visit = (name: string): readonly string[] | null => {
    const entry = graph.get(name);
    if (!entry || done.has(name)) return null;
    if (open.includes(name)) return [...open.slice(open.indexOf(name)), name];
    open.push(name);
    for (const read of entry.reads) {
      const cycle = visit(read);
      if (cycle) return cycle;
    }
    open.pop();
    done.add(name);
    if (entry.node) order.push(entry.node);
    return null;
  };
  for (const name of graph.keys()) {
    const cycle = visit(name);
    if (cycle) return { order: [], cycle };
  }
  return { order, cycle: null };
}
