import type {
  CompiledDerivation,
  CompiledExpression,
  CompiledFill,
  ResolvedDoctype,
  ResolvedField,
  ResolvedTableField,
  ValueComputation,
} from "../../contract/index.ts";
import { type FieldIndex, fieldIndex } from "../fields/field-index.ts";
import { type DefaultSources, defaultSources } from "./default-sources.ts";

/** A column that computing fills, with its expression. */
export interface ComputedColumn {
  readonly field: ResolvedField;
  readonly expression: CompiledExpression;
}

/** A step of computing, with the fields it is about found beforehand. */
export type PassStep = FieldStep | ColumnStep | DeriveStep | FillStep;

/** One that may propose a value. */
export type DefaultStep = FieldStep | ColumnStep;

export interface FieldStep extends ComputedColumn {
  readonly kind: "field";
  readonly isDefault: boolean;
  /** What a default proposes from. */
  readonly sources: DefaultSources;
}

export interface ColumnStep extends ComputedColumn {
  readonly kind: "column";
  readonly isDefault: boolean;
  readonly sources: DefaultSources;
  readonly table: ResolvedTableField;
}

export interface DeriveStep {
  readonly kind: "derive";
  readonly table: ResolvedTableField;
  readonly derivation: CompiledDerivation;
  readonly by: readonly ComputedColumn[];
  readonly set: readonly ComputedColumn[];
}

export interface FillStep {
  readonly kind: "fill";
  readonly table: ResolvedTableField;
  readonly fill: CompiledFill;
}

const CACHE = new WeakMap<ResolvedDoctype, readonly PassStep[]>();

/** The steps of computing a doctype's documents, in the compiled order. Derived once per doctype. */
export function passSteps(doctype: ResolvedDoctype): readonly PassStep[] {
  let steps = CACHE.get(doctype);
  if (!steps) {
    steps = deriveSteps(doctype);
    CACHE.set(doctype, steps);
  }
  return steps;
}

function deriveSteps(doctype: ResolvedDoctype): readonly PassStep[] {
  const index = fieldIndex(doctype);
  return doctype.compiled.computations.flatMap((step): readonly PassStep[] => {
    if (step.kind === "field") {
      const field = index.byId.get(step.field);
      return field ? [{ kind: "field", ...proposing(doctype, step), field, expression: step.expression }] : [];
    }
    const table = index.tables.find(({ id }) => id === step.table);
    if (!table) return [];
    if (step.kind === "fill") return [{ kind: "fill", table, fill: step.fill }];
    const columns = fieldIndex(table.child);
    if (step.kind === "derive") {
      const { derivation } = step;
      return [
        {
          kind: "derive",
          table,
          derivation,
          by: columnsOf(columns, derivation.by),
          set: columnsOf(columns, derivation.set),
        },
      ];
    }
    const field = columns.byId.get(step.field);
    return field ? [{ kind: "column", ...proposing(doctype, step), table, field, expression: step.expression }] : [];
  });
}

const proposing = (doctype: ResolvedDoctype, step: ValueComputation) => ({
  isDefault: step.mode === "default",
  sources: defaultSources(doctype, step.kind === "column" ? step.table : null, step.field),
});

function columnsOf(
  { byId }: FieldIndex,
  expressions: Readonly<Record<string, CompiledExpression>>,
): readonly ComputedColumn[] {
  return Object.entries(expressions).flatMap(([column, expression]) => {
    const field = byId.get(column);
    return field ? [{ field, expression }] : [];
  });
}
