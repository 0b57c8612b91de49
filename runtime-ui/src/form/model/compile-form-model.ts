import { fieldIndex, planComputing } from "../../../../engine/calculation/index.ts";
import {
  type CheckedExpression,
  type CompiledDoctype,
  computesValue,
  type ResolvedDoctype,
  type VisibleDoctypes,
  visibleDoctypes,
} from "../../../../engine/contract/index.ts";
import type { MetaAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { mustExist } from "../../../../engine/kernel/index.ts";
import { collectNeeds } from "./collect-needs.ts";
import type { FormModel } from "./types.ts";

const resolvedByMeta = new WeakMap<MetaAnswer, VisibleDoctypes>();

function resolvedOf(meta: MetaAnswer): VisibleDoctypes {
  const known = resolvedByMeta.get(meta) ?? visibleDoctypes(Object.values(meta.doctypes));
  resolvedByMeta.set(meta, known);
  return known;
}

/** Compiles what a form of the doctype computes while one types: the very doctype the server runs, as far as it may be seen. */
export function compileFormModel(meta: MetaAnswer, doctype: MetaDoctype): FormModel {
  return compileOver(resolvedOf(meta), meta, doctype);
}

/** The same with doctypes of another sight than that of `meta`. */
export function compileOver(
  doctypes: VisibleDoctypes,
  meta: Pick<MetaAnswer, "doctypes">,
  doctype: MetaDoctype,
): FormModel {
  const resolved = mustExist(doctypes.get(doctype.id), doctype.id);
  const tables = fieldIndex(resolved).tables.map(({ id, of }) => [id, mustExist(meta.doctypes[of], of)] as const);
  const plan = planComputing(doctypes, resolved);
  const { needs, isReachable } = collectNeeds(doctypes, plan);
  return {
    doctype,
    tables: Object.fromEntries(tables),
    resolved,
    doctypes,
    plan,
    needs,
    reads: readsOf(resolved),
    needsServer: doctypes.isPartial(doctype.id) || !isReachable,
    hidden: new Set(),
  };
}

function readsOf(doctype: ResolvedDoctype): ReadonlySet<string> {
  const reads = new Set<string>();
  for (const { paths, rowPaths } of expressionsOf(doctype.compiled)) {
    for (const path of paths) addPath(reads, path);
    for (const [column] of rowPaths) reads.add(`.${column}`);
  }
  const { scalars, tables } = fieldIndex(doctype);
  for (const field of scalars) if (field.type === "money") addPath(reads, field.currencyPath ?? []);
  for (const field of tables.flatMap(({ child }) => fieldIndex(child).scalars)) {
    const path = field.type === "money" ? field.currencyPath : null;
    if (path) addPath(reads, path[0] === "doc" ? path : ["group", ...path]);
  }
  return reads;
}

/** A path from the document; one that begins with `group`, `before` or `line` is a row's. */
function addPath(reads: Set<string>, [first, ...rest]: readonly string[]): void {
  if (first === undefined) return;
  const isRow = first === "group" || first === "before" || first === "line";
  const [name = "", column] = first === "doc" || isRow ? rest : [first, ...rest];
  reads.add(isRow ? `.${name}` : name);
  if (column) reads.add(`.${column}`);
}

/** What is evaluated while one types. */
function expressionsOf({ computations, conditions }: CompiledDoctype): readonly CheckedExpression[] {
  const computed = computations.flatMap((step) => {
    if (computesValue(step)) return [step.expression];
    // What a function is given is read by the server, which is asked whatever changes.
    if (step.kind === "fill") return step.fill.when ? [step.fill.when] : [];
    const { by, set, where } = step.derivation;
    return [...Object.values(by), ...Object.values(set), ...(where ? [where] : [])];
  });
  return [...computed, ...conditions.map(({ expression }) => expression)].map(({ checked }) => checked);
}
