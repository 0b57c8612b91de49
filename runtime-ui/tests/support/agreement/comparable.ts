import { fieldIndex, parseField } from "../../../../engine/calculation/index.ts";
import type { ResolvedDoctype } from "../../../../engine/registry/index.ts";
import type { Agreed, AgreementCase, Json } from "./agreement-case.ts";

/** Stored fields of a document in canonical writing, without what only tells rows apart and amounts as they are being typed. */
function comparable(doctype: ResolvedDoctype, values: Json, given: Json): Json {
  const { scalars, tables } = fieldIndex(doctype);
  const cells = scalars.flatMap((field) => {
    if (field.type === "secret" || (field.type === "money" && given[field.id] !== undefined)) return [];
    const taken = parseField(field, values[field.id], "");
    return [[field.id, "value" in taken ? taken.value : null] as const];
  });
  const rows = tables.map(({ id, child, derive }) => {
    const typed = (derive ? [] : (given[id] ?? [])) as readonly Json[];
    const list = (values[id] ?? []) as readonly Json[];
    return [id, list.map((row, index) => comparable(child, row, typed[index] ?? {}))] as const;
  });
  return Object.fromEntries([...cells, ...rows]);
}

/** What a form shows beside what the server computes of the same document: where they differ, or null. */
export function tellDifference(doctype: ResolvedDoctype, one: AgreementCase, here: Agreed, there: Agreed): unknown {
  const [shown, computed] = [here, there].map(({ values, conditions, problems, needsServer }) => {
    return { values: comparable(doctype, values, one.given), conditions, problems, needsServer };
  }) as [Agreed, Agreed];
  if (isSame(shown, computed)) return null;
  const wrong = Object.keys(shown.values).filter((id) => !isSame(shown.values[id], computed.values[id]));
  const tell = (each: Agreed) => ({ ...each, values: wrong.map((id) => [id, each.values[id]]) });
  return { case: one, shown: tell(shown), computed: tell(computed) };
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
