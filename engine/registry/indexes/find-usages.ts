import {
  allReferences,
  expressionMentions,
  type MetadataAnalysis,
  type MetadataFile,
  type MetadataModel,
  type Reference,
  rootRecord,
} from "../../contract/index.ts";
import type { Usage } from "../types.ts";

type WhoUses = (doctype: string, field?: string) => readonly Usage[];

/**
 * The dependency index: which files mention a doctype or one of its fields, by name or in an expression.
 * Built on the first question: only designing and schema changes ask.
 */
export function findUsages(analysis: MetadataAnalysis): WhoUses {
  let usages: UsageIndex | undefined;
  return (doctype, field) => {
    usages ??= indexUsages(analysis);
    return [...(usages.get(field === undefined ? doctype : `${doctype}.${field}`)?.values() ?? [])];
  };
}

/** `<doctype>` or `<doctype>.<field>` → usages by place. */
type UsageIndex = ReadonlyMap<string, ReadonlyMap<string, Usage>>;

function indexUsages(analysis: MetadataAnalysis): UsageIndex {
  const usages = new Map<string, Map<string, Usage>>();
  const add = (doctype: string, field: string | undefined, { key, kind, id }: MetadataFile, pointer: string) => {
    const usage: Usage = { kind, id, file: key, pointer };
    for (const name of field === undefined ? [doctype] : [doctype, `${doctype}.${field}`]) {
      const known = usages.get(name) ?? new Map<string, Usage>();
      usages.set(name, known.set(`${key}#${pointer}`, usage));
    }
  };
  for (const reference of allReferences(analysis.model)) {
    for (const [doctype, field] of mentionsOf(reference, analysis.model)) {
      add(doctype, field, reference.file, reference.pointer);
    }
  }
  for (const slot of analysis.slots) {
    const single = analysis.expressions.get(slot.key);
    const expressions = single ? [single] : (analysis.series.get(slot.key)?.expressions ?? []);
    for (const expression of expressions) {
      for (const { doctype, field } of expressionMentions(expression, slot.scope, rootRecord(slot.scope))) {
        add(doctype, field, slot.file, slot.pointer);
      }
    }
  }
  return usages;
}

type Mention = readonly [doctype: string, field: string | undefined];

function mentionsOf(reference: Reference, model: MetadataModel): Mention[] {
  if (reference.to === "doctype") return [[reference.id, undefined]];
  if (reference.to !== "field") return [];
  return pathMentions(reference.doctype, reference.path, model);
}

/** Each field on the way of a path, with the doctype it belongs to. */
function pathMentions(doctype: string, [field, ...rest]: readonly string[], model: MetadataModel): Mention[] {
  if (field === undefined) return [];
  const found = model.get("doctype", doctype)?.fields[field];
  const next = found?.type === "link" ? found.to : found?.type === "table" ? found.of : undefined;
  return [[doctype, field], ...(next === undefined ? [] : pathMentions(next, rest, model))];
}
