import { fieldIndex, isAlwaysComputed } from "../../calculation/index.ts";
import { hasTrait, SYSTEM_FIELD_DEFINITIONS } from "../../contract/index.ts";
import { foldText } from "../../database/query/index.ts";
import type { Registry, ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import type { IgnoredReason } from "../types.ts";

/** What a heading reads like: where its cells go, or why they go nowhere. */
export type Heading = { readonly target: string } | { readonly closed: IgnoredReason };

/** Headings are read without regard to case, accents and signs. */
export const plainHeading = (text: string): string =>
  foldText(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/**
 * Ids and labels in both languages → their field, of fields up to a level where one is told. What may be set goes before what
 * reads the same and may not.
 */
export function headingsOf(
  registry: Registry,
  doctype: ResolvedDoctype,
  level = Number.POSITIVE_INFINITY,
): ReadonlyMap<string, Heading> {
  const all = [...ownHeadings(doctype), ...fieldHeadings(registry, doctype, level), ...systemHeadings()];
  const isOpen = ([, heading]: readonly [string, Heading]) => "target" in heading;
  const headings = new Map<string, Heading>();
  for (const [name, heading] of [...all.filter(isOpen), ...all]) {
    const plain = plainHeading(name);
    if (!headings.has(plain)) headings.set(plain, heading);
  }
  return headings;
}

type Named = readonly [name: string, heading: Heading];

function ownHeadings({ number }: ResolvedDoctype): Named[] {
  const ids = ["id", "identifiant"].map((name): Named => [name, { target: "id" }]);
  return [...ids, ...(number ? ["number", "numero"].map((name): Named => [name, { target: "number" }]) : [])];
}

function fieldHeadings(registry: Registry, doctype: ResolvedDoctype, level: number): Named[] {
  const state = registry.workflowOf(doctype.id)?.field;
  const { byId, tables } = fieldIndex(doctype);
  const isKnown = (field: ResolvedField) => (field.level ?? 0) <= level;
  const own = [...byId.values()].filter(isKnown).flatMap((field): Named[] => {
    const closed = field.id === state ? "workflow" : closedFor(field);
    return namesOf(field).map((name) => [name, closed ? { closed } : { target: field.id }]);
  });
  const cells = tables.filter(isKnown).flatMap((table) =>
    [...fieldIndex(table.child).byId.values()].filter(isKnown).flatMap((cell): Named[] => {
      const closed = isAlwaysComputed(table) ? "computed" : closedFor(cell);
      const heading: Heading = closed ? { closed } : { target: `${table.id}.${cell.id}` };
      return namesOf(table).flatMap((name) => namesOf(cell).map((end): Named => [`${name} ${end}`, heading]));
    }),
  );
  return [...own, ...cells];
}

const systemHeadings = (): Named[] =>
  Object.entries(SYSTEM_FIELD_DEFINITIONS).flatMap(([id, { label }]) =>
    namesOf({ id, label }).map((name): Named => [name, { closed: "computed" }]),
  );

const namesOf = ({ id, label }: Pick<ResolvedField, "id" | "label">): readonly string[] => [id, label.fr, label.en];

/** Why nobody sets a field by a cell; null where somebody does. What nobody may set is not guessed; whoever maps it himself hears of it. */
function closedFor(field: ResolvedField): IgnoredReason | null {
  if (isAlwaysComputed(field)) return "computed";
  if (field.read_only) return "read_only";
  return hasTrait(field.type, "sheet") ? null : "not_a_cell";
}
