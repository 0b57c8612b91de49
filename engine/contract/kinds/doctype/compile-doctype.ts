import { assert, mustExist } from "../../../kernel/index.ts";
import { callReads, compileCall } from "../../calls/compile-call.ts";
import { collectPaths, type PathOrigin } from "../../compile/collect-paths.ts";
import { type CheckedExpressions, expressionAt, requiredExpressionAt } from "../../compile/compile-expression-at.ts";
import { type ComputationNode, computationOrder } from "../../computations/computation-order.ts";
import { namedByPath } from "../../computations/named-by-path.ts";
import type { CheckedExpression, CompiledSeries } from "../../expression/index.ts";
import type { MetadataFile } from "../../metadata/metadata-file.ts";
import type { MetadataModel } from "../../metadata/metadata-model.ts";
import { slotKey } from "../../slots/expression-slot.ts";
import type { Doctype, Field } from "../../types/index.ts";
import { compileDerivation } from "./compile-derivation.ts";
import { compileRules } from "./compile-rules.ts";
import {
  type CompiledCondition,
  type CompiledDoctype,
  type CompiledLinkFilter,
  type Computation,
  computesValue,
} from "./compiled-doctype.ts";
import { type DoctypePart, doctypeParts } from "./doctype-parts.ts";

/** Metadata whose expressions were looked through: what compiling a doctype needs of it. */
export interface CheckedMetadata extends CheckedExpressions {
  readonly model: MetadataModel;
  readonly series: ReadonlyMap<string, CompiledSeries>;
}

/**
 * Compiles everything of a document doctype, its tables included. What has no checked expression is left out: where all
 * metadata is at hand none is missing, for any finding refuses it; of what a person may see, some are for the server alone.
 */
export function compileDoctype(file: MetadataFile, doctype: Doctype, analysis: CheckedMetadata): CompiledDoctype {
  const parts = doctypeParts(file, doctype, analysis.model);
  const { order } = computationOrder(file, doctype, analysis);
  const series = analysis.series.get(slotKey(file, ["number", "series"]));
  const compiled = {
    computations: order.flatMap((node) => compileNode(node, file, doctype, parts, analysis)),
    rules: parts.flatMap((part) => compileRules(part, analysis)),
    conditions: parts.flatMap((part) => compileConditions(part, analysis)),
    linkFilters: parts.flatMap((part) => compileLinkFilters(part, analysis)),
    computed: compileComputed(file, doctype, analysis),
    title: expressionAt(analysis, file, ["title"]),
    number:
      series && doctype.number ? { series, on: doctype.number.on, gapless: doctype.number.gapless ?? false } : null,
  };
  const reads = expressionsOf(compiled, doctype);
  return { ...compiled, ...collectPaths(reads, analysis.model, currencyReads(parts, doctype, analysis.model)) };
}

function compileNode(
  node: ComputationNode,
  file: MetadataFile,
  doctype: Doctype,
  parts: readonly DoctypePart[],
  analysis: CheckedMetadata,
): Computation[] {
  if (node.kind === "derive") {
    const derivation = compileDerivation(file, doctype, node.table, analysis);
    return derivation ? [{ ...node, derivation }] : [];
  }
  if (node.kind === "fill") {
    const field = doctype.fields[node.table];
    assert(field?.type === "table" && field.fill, `the fill of ${doctype.id}.${node.table}`);
    const path = ["fields", node.table, "fill"];
    const when = expressionAt(analysis, file, [...path, "when"]);
    return [{ ...node, fill: { when, call: compileCall(file, path, field.fill, analysis) } }];
  }
  const table = node.kind === "column" ? node.table : null;
  const part = mustExist(
    parts.find((candidate) => candidate.table === table),
    `the table ${table}`,
  );
  const path = ["fields", node.field, node.mode];
  return [{ ...node, expression: requiredExpressionAt(analysis, part.file, path, part.use) }];
}

const CONDITIONS = { shown: "shown_when", required: "required_when", read_only: "read_only_when" } as const;

function compileConditions(part: DoctypePart, analysis: CheckedMetadata): CompiledCondition[] {
  return Object.keys(part.doctype.fields).flatMap((field) =>
    Object.entries(CONDITIONS).flatMap(([kind, property]) => {
      const expression = expressionAt(analysis, part.file, ["fields", field, property], part.use);
      return expression ? [{ kind: kind as keyof typeof CONDITIONS, table: part.table, field, expression }] : [];
    }),
  );
}

function compileLinkFilters(part: DoctypePart, analysis: CheckedMetadata): CompiledLinkFilter[] {
  return Object.entries(part.doctype.fields).flatMap(([id, field]) => {
    const expression = expressionAt(analysis, part.file, ["fields", id, "where"], part.use);
    return field.type === "link" && expression ? [{ table: part.table, field: id, to: field.to, expression }] : [];
  });
}

function compileComputed(file: MetadataFile, doctype: Doctype, analysis: CheckedMetadata) {
  const entries = Object.keys(doctype.fields).flatMap((id) => {
    const expression = expressionAt(analysis, file, ["fields", id, "expression"]);
    return expression ? [[id, expression] as const] : [];
  });
  return Object.fromEntries(entries);
}

type WithoutPaths = Omit<CompiledDoctype, "linkPaths" | "settingPaths">;

/** What runs over a document in memory; link filters and computed fields run in the database. */
function expressionsOf(
  compiled: WithoutPaths,
  doctype: Doctype,
): { expression: CheckedExpression; origin: PathOrigin }[] {
  const at = (table: string | null): PathOrigin => (table === null ? { doctype } : { doctype, table });
  const inOrder = (table: string): PathOrigin => ({ doctype, table, rowRoots: { before: table, line: table } });
  const derivations = compiled.computations.flatMap((step) => {
    if (step.kind !== "derive") return [];
    const { each, by, set, where } = step.derivation;
    const overSource = [...Object.values(by), ...(where ? [where] : [])];
    const overGroup: PathOrigin = { doctype, table: step.table, rowRoots: { group: each } };
    return [
      ...overSource.map(({ checked }) => ({ expression: checked, origin: at(each) })),
      ...Object.values(set).map(({ checked }) => ({ expression: checked, origin: overGroup })),
    ];
  });
  const steps = compiled.computations.flatMap((step) =>
    computesValue(step)
      ? [{ expression: step.expression.checked, origin: step.kind === "column" ? inOrder(step.table) : at(null) }]
      : [],
  );
  const fills = compiled.computations.flatMap((step) => {
    if (step.kind !== "fill") return [];
    const { when, call } = step.fill;
    return [...(when ? [{ expression: when.checked, origin: at(null) }] : []), ...callReads(call, doctype)];
  });
  return [
    ...steps,
    ...derivations,
    ...fills,
    ...compiled.rules.map(({ check, table }) => ({ expression: check.checked, origin: at(table) })),
    ...compiled.conditions.map(({ expression, table }) => ({ expression: expression.checked, origin: at(table) })),
    ...(compiled.title ? [{ expression: compiled.title.checked, origin: at(null) }] : []),
    ...(compiled.number?.series.expressions ?? []).map((expression) => ({ expression, origin: at(null) })),
  ];
}

/** Amounts are rounded to their currency, so the path to its code is read too. */
function currencyReads(parts: readonly DoctypePart[], header: Doctype, model: MetadataModel) {
  return parts.flatMap((part) =>
    Object.values(part.doctype.fields).flatMap((field: Field) => {
      const path = field.type === "money" ? namedByPath(field.currency, { own: part.doctype, header }, model) : null;
      const origin = part.table === null ? { doctype: header } : { doctype: header, table: part.table };
      return path ? [{ path, origin }] : [];
    }),
  );
}
