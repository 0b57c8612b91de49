import {
  type CompiledExpression,
  type Computation,
  computesValue,
  type ResolvedDoctype,
} from "../../contract/index.ts";
import { mustExist } from "../../kernel/index.ts";
import { type FieldIndex, fieldIndex } from "../fields/field-index.ts";
import { expressionPaths } from "../links/expression-paths.ts";

/** What a default proposes from, through formulas as well. A table is none of it: its rows have values of their own. */
export interface DefaultSources {
  /** Links of its own record through which it reads. */
  readonly links: ReadonlySet<string>;
  /** Other fields of its own record. */
  readonly values: ReadonlySet<string>;
  /** For a column: the same of the document. */
  readonly documentLinks: ReadonlySet<string>;
  readonly documentValues: ReadonlySet<string>;
}

type Path = readonly string[];

interface Found {
  readonly links: Set<string>;
  readonly values: Set<string>;
}

/** One kind of record, with the expressions of its formulas. */
interface Part {
  readonly fields: FieldIndex;
  readonly formulas: ReadonlyMap<string, CompiledExpression>;
  /** What such an expression reads of its record. */
  readonly pathsOf: (expression: CompiledExpression) => readonly Path[];
}

const CACHE = new WeakMap<ResolvedDoctype, ReadonlyMap<string, DefaultSources>>();
const NONE: ReadonlySet<string> = new Set();
const NO_DOCUMENT = { documentLinks: NONE, documentValues: NONE };
const NOTHING: DefaultSources = { links: NONE, values: NONE, ...NO_DOCUMENT };

/** Sources of the default of a field, or of a column of a table. Derived once per doctype. */
export function defaultSources(doctype: ResolvedDoctype, table: string | null, field: string): DefaultSources {
  let known = CACHE.get(doctype);
  if (!known) {
    known = deriveSources(doctype);
    CACHE.set(doctype, known);
  }
  return known.get(placeOf(table, field)) ?? NOTHING;
}

/** Fields of a record whose defaults read through the link, and those that follow these in turn. */
export function followersOf(doctype: ResolvedDoctype, table: string | null, link: string): ReadonlySet<string> {
  const followers = new Set<string>();
  const follow = (name: string): void => {
    for (const step of doctype.compiled.computations) {
      if (!computesValue(step) || tableOf(step) !== table || followers.has(step.field)) continue;
      if (!defaultSources(doctype, table, step.field).links.has(name)) continue;
      followers.add(step.field);
      follow(step.field);
    }
  };
  follow(link);
  return followers;
}

const placeOf = (table: string | null, field: string) => `${table ?? ""}/${field}`;
const tableOf = (step: Computation) => (step.kind === "column" ? step.table : null);

function deriveSources(doctype: ResolvedDoctype): ReadonlyMap<string, DefaultSources> {
  const document = documentPart(doctype);
  const rows = new Map(fieldIndex(doctype).tables.map(({ id, child }) => [id, rowPart(doctype, id, child)]));
  const entries = doctype.compiled.computations.flatMap((step) => {
    if (!computesValue(step) || step.mode !== "default") return [];
    const table = tableOf(step);
    const ofDocument = collect(document, document.pathsOf(step.expression));
    if (table === null) return [[placeOf(table, step.field), { ...ofDocument, ...NO_DOCUMENT }] as const];
    const row = mustExist(rows.get(table), table);
    const ofRow = collect(row, row.pathsOf(step.expression));
    const { links: documentLinks, values: documentValues } = ofDocument;
    return [[placeOf(table, step.field), { ...ofRow, documentLinks, documentValues }] as const];
  });
  return new Map(entries);
}

const documentPart = (doctype: ResolvedDoctype): Part => ({
  fields: fieldIndex(doctype),
  formulas: formulasOf(doctype, null),
  pathsOf: (expression) => {
    const { own, doc } = expressionPaths(expression);
    return [...own, ...doc];
  },
});

/** Rows above it, which an expression may read as well, are other records. */
const rowPart = (doctype: ResolvedDoctype, table: string, child: ResolvedDoctype): Part => ({
  fields: fieldIndex(child),
  formulas: formulasOf(doctype, table),
  pathsOf: ({ checked }) => [
    ...checked.rowPaths,
    ...checked.paths.filter(([root]) => root === "line").map((path) => path.slice(1)),
  ],
});

function formulasOf({ compiled }: ResolvedDoctype, table: string | null): ReadonlyMap<string, CompiledExpression> {
  const formulas = compiled.computations.flatMap((step) =>
    computesValue(step) && step.mode === "formula" && tableOf(step) === table
      ? [[step.field, step.expression] as const]
      : [],
  );
  return new Map(formulas);
}

/** A formula stands for what it is computed from. */
function collect(part: Part, paths: readonly Path[], found: Found = { links: new Set(), values: new Set() }): Found {
  for (const [name = "", ...rest] of paths) {
    const field = part.fields.byId.get(name);
    if (!field || field.type === "table") continue;
    const into = found[field.type === "link" && rest.length > 0 ? "links" : "values"];
    if (into.has(name)) continue;
    into.add(name);
    const formula = part.formulas.get(name);
    if (formula) collect(part, part.pathsOf(formula), found);
  }
  return found;
}
