import {
  type CheckedExpression,
  type ComputationNode,
  checkExpression,
  compileExpression,
  computationOrder,
  createScopes,
  type ExpressionFunction,
  type ExprType,
  expressionType,
  type Field,
  type MetadataFile,
  type MetadataModel,
  metadataModel,
  namedByPath,
  type Scope,
  type Scopes,
  slotKey,
  tableUseName,
} from "../../../../engine/contract/index.ts";
import type { MetaAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { collectNeeds } from "./collect-needs.ts";
import type { FormCondition, FormModel, FormStep } from "./types.ts";

const BOOLEAN: ExprType = { kind: "boolean" };
const CONDITIONS = { shown: "shown_when", required: "required_when", read_only: "read_only_when" } as const;

/** Expressions of one form as they are found and checked. */
interface Compilation {
  readonly model: MetadataModel;
  readonly scopes: Scopes;
  readonly doctype: MetaDoctype;
  readonly checked: Map<string, CheckedExpression>;
  failures: number;
}

const models = new WeakMap<MetaAnswer, { readonly model: MetadataModel; readonly scopes: Scopes }>();

function contextOf(meta: MetaAnswer) {
  const known = models.get(meta);
  if (known) return known;
  const files = Object.values(meta.doctypes).map((json): MetadataFile => {
    const key = `${json.module}/doctypes/${json.id}`;
    return { key, kind: "doctype", module: json.module, id: json.id, path: key, json };
  });
  const model = metadataModel(files);
  const context = { model, scopes: createScopes(model) };
  models.set(meta, context);
  return context;
}

function check(c: Compilation, key: string, source: string | undefined, scope: Scope, expected?: ExprType): void {
  if (source === undefined) return;
  try {
    c.checked.set(key, checkExpression(source, scope, expected));
  } catch {
    // It reads something this person may not: the server computes it.
    c.failures += 1;
  }
}

/** The document itself, then each of its tables. */
function partsOf(c: Compilation): readonly {
  readonly table: string | null;
  readonly doctype: MetaDoctype;
  readonly scope: Scope;
  readonly use: string;
}[] {
  const header = { table: null, doctype: c.doctype, scope: c.scopes.document(c.doctype.id), use: "" };
  const tables = Object.entries(c.doctype.fields).flatMap(([table, field]) => {
    const child = field.type === "table" ? (c.model.get("doctype", field.of) as MetaDoctype | undefined) : undefined;
    if (!child) return [];
    const scope = c.scopes.row({ doctype: c.doctype.id, child: child.id });
    return [{ table, doctype: child, scope, use: tableUseName(c.doctype.id, table) }];
  });
  return [header, ...tables];
}

const fileOf = (c: Compilation, doctype: string) => c.model.fileOf("doctype", doctype)!;

function checkFields(c: Compilation): void {
  for (const { doctype, scope, use } of partsOf(c)) {
    const file = fileOf(c, doctype.id);
    for (const [id, field] of Object.entries(doctype.fields)) {
      const type = expressionType(field);
      check(c, slotKey(file, ["fields", id, "default"], use), field.default, scope, type);
      check(c, slotKey(file, ["fields", id, "formula"], use), field.formula, scope, type);
      for (const property of Object.values(CONDITIONS)) {
        check(c, slotKey(file, ["fields", id, property], use), field[property], scope, BOOLEAN);
      }
    }
  }
}

function checkDerivations(c: Compilation): void {
  const file = fileOf(c, c.doctype.id);
  for (const [table, field] of Object.entries(c.doctype.fields)) {
    const source = field.type === "table" && field.derive ? c.doctype.fields[field.derive.each] : undefined;
    if (field.type !== "table" || !field.derive || source?.type !== "table") continue;
    const columns = c.model.get("doctype", field.of)?.fields ?? {};
    const typeOf = (column: string) => (columns[column] ? expressionType(columns[column]) : undefined);
    const row = c.scopes.row({ doctype: c.doctype.id, child: source.of });
    const group = c.scopes.group({ doctype: c.doctype.id, child: field.of }, source.of);
    const key = (...path: string[]) => slotKey(file, ["fields", table, "derive", ...path]);
    check(c, key("where"), field.derive.where, row, BOOLEAN);
    for (const [column, text] of Object.entries(field.derive.by))
      check(c, key("by", column), text, row, typeOf(column));
    for (const [column, text] of Object.entries(field.derive.set))
      check(c, key("set", column), text, group, typeOf(column));
  }
}

function currencyPath(c: Compilation, field: Field | undefined, own: MetaDoctype): readonly string[] | null {
  return field?.type === "money" ? namedByPath(field.currency, { own, header: c.doctype }, c.model) : null;
}

function valueStep(c: Compilation, node: Exclude<ComputationNode, { readonly kind: "derive" }>): FormStep | null {
  const table = node.kind === "column" ? node.table : null;
  const part = partsOf(c).find((candidate) => candidate.table === table);
  const field = part?.doctype.fields[node.field];
  const checked =
    part && c.checked.get(slotKey(fileOf(c, part.doctype.id), ["fields", node.field, node.mode], part.use));
  if (!part || !field || !checked) return null;
  const reads = table === null ? checked.paths : checked.rowPaths;
  return {
    kind: "value",
    mode: node.mode,
    table,
    id: node.field,
    field,
    evaluate: compileExpression(checked),
    through: reads.filter((path) => path.length > 1).map((path) => path[0]!),
    currency: currencyPath(c, field, part.doctype),
  };
}

function deriveStep(c: Compilation, table: string): FormStep | null {
  const field = c.doctype.fields[table];
  const child = field?.type === "table" ? (c.model.get("doctype", field.of) as MetaDoctype | undefined) : undefined;
  if (field?.type !== "table" || !field.derive || !child) return null;
  const file = fileOf(c, c.doctype.id);
  const at = (...path: string[]): ExpressionFunction | null => {
    const checked = c.checked.get(slotKey(file, ["fields", table, "derive", ...path]));
    return checked ? compileExpression(checked) : null;
  };
  const all = (group: "by" | "set") =>
    Object.keys(field.derive?.[group] ?? {}).map((column) => [column, at(group, column)] as const);
  const [by, set] = [all("by"), all("set")];
  if ([...by, ...set].some(([, expression]) => expression === null)) return null;
  const currencies = Object.entries(child.fields).map(([id, column]) => [id, currencyPath(c, column, child)] as const);
  return {
    kind: "derive",
    table,
    derivation: field.derive,
    where: at("where"),
    by: Object.fromEntries(by) as Readonly<Record<string, ExpressionFunction>>,
    set: Object.fromEntries(set) as Readonly<Record<string, ExpressionFunction>>,
    currencies: Object.fromEntries(currencies),
  };
}

function conditionsOf(c: Compilation): readonly FormCondition[] {
  return partsOf(c).flatMap(({ table, doctype, use }) =>
    Object.keys(doctype.fields).flatMap((field) =>
      Object.entries(CONDITIONS).flatMap(([kind, property]): FormCondition[] => {
        const checked = c.checked.get(slotKey(fileOf(c, doctype.id), ["fields", field, property], use));
        if (!checked) return [];
        return [{ kind: kind as FormCondition["kind"], table, field, evaluate: compileExpression(checked) }];
      }),
    ),
  );
}

function readsOf(expressions: readonly CheckedExpression[]): ReadonlySet<string> {
  const reads = new Set<string>();
  for (const { paths, rowPaths } of expressions) {
    for (const [first = "", ...rest] of paths) {
      const [name = "", column] = first === "doc" || first === "group" ? rest : [first, ...rest];
      reads.add(first === "group" ? `.${name}` : name);
      if (column) reads.add(`.${column}`);
    }
    for (const [column] of rowPaths) reads.add(`.${column}`);
  }
  return reads;
}

/** Compiles what a form of the doctype computes while one types: the very expressions the server runs. */
export function compileFormModel(meta: MetaAnswer, doctype: MetaDoctype): FormModel {
  const c: Compilation = { ...contextOf(meta), doctype, checked: new Map(), failures: 0 };
  checkFields(c);
  checkDerivations(c);
  const { order } = computationOrder(fileOf(c, doctype.id), doctype, { model: c.model, expressions: c.checked });
  const steps = order.map((node) => (node.kind === "derive" ? deriveStep(c, node.table) : valueStep(c, node)));
  const tables = partsOf(c).flatMap((part) => (part.table ? [[part.table, part.doctype] as const] : []));
  return {
    doctype,
    tables: Object.fromEntries(tables),
    steps: steps.filter((step) => step !== null),
    conditions: conditionsOf(c),
    ...collectNeeds(
      meta,
      doctype,
      [...c.checked.entries()].map(([key, checked]) => ({ key, checked })),
    ),
    reads: readsOf([...c.checked.values()]),
    needsServer: c.failures > 0,
  };
}
