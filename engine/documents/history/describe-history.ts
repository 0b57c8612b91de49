import { SYSTEM_FIELD_DEFINITIONS } from "../../contract/index.ts";
import type { LocalizedText } from "../../kernel/index.ts";
import type { Registry, ResolvedDoctype, ResolvedWorkflow } from "../../registry/index.ts";
import type { Verb } from "../run/work.ts";
import type { HistoryChange, HistoryEntry, ToldChange } from "../types.ts";
import { presentField } from "./present-field.ts";

/** What was done, after the name of who did it. A verb without words does not compile. */
const VERB_WORDS: Readonly<Record<Verb, LocalizedText>> = {
  create: { fr: "a créé", en: "created" },
  update: { fr: "a modifié", en: "changed" },
  submit: { fr: "a validé", en: "submitted" },
  cancel: { fr: "a annulé", en: "cancelled" },
  amend: { fr: "a corrigé", en: "amended" },
  duplicate: { fr: "a créé par copie", en: "created as a copy" },
  convert: { fr: "a créé à partir d’un autre document", en: "created from another document" },
  transition: { fr: "a changé l’état", en: "changed the state" },
  delete: { fr: "a supprimé", en: "deleted" },
};

/** A field or verb that the metadata, or the engine, has given up since. */
const GONE_FIELD: LocalizedText = { fr: "Champ supprimé", en: "Removed field" };
const GONE_VERB: LocalizedText = { fr: "a agi", en: "acted" };

type StoredEntry = Omit<HistoryEntry, "label" | "changes"> & { readonly changes: readonly HistoryChange[] };

/** The entry with its words: what was done and to which fields, as the metadata names them today. */
export function describeEntry(registry: Registry, doctype: ResolvedDoctype, entry: StoredEntry): HistoryEntry {
  const changes = entry.changes.map((change): ToldChange => ({ ...change, label: changeLabel(doctype, change) }));
  return { ...entry, label: entryLabel(registry.workflowOf(doctype.id), entry), changes };
}

function entryLabel(workflow: ResolvedWorkflow | undefined, { verb, changes }: StoredEntry): LocalizedText {
  const words = Object.hasOwn(VERB_WORDS, verb) ? VERB_WORDS[verb as Verb] : GONE_VERB;
  const move = verb === "transition" && workflow ? moveLabel(workflow, changes) : null;
  return move ? joined(words, move, { fr: " : ", en: ": " }) : words;
}

/** The one transition that leads from the state before to the one after, with what it did to the life cycle. */
function moveLabel({ field, transitions }: ResolvedWorkflow, changes: readonly HistoryChange[]): LocalizedText | null {
  const moved = changes.find((change) => change.field === field && change.row === undefined);
  if (!moved) return null;
  const docstatus = changes.find((change) => change.field === "docstatus")?.after;
  const action = docstatus === "submitted" ? "submit" : docstatus === "cancelled" ? "cancel" : undefined;
  const [only, ...others] = Object.values(transitions).filter(
    (one) => one.from.includes(String(moved.before)) && one.to === moved.after && one.action === action,
  );
  return only && others.length === 0 ? only.label : null;
}

/** `Lines › Quantity`; a row that came, went or moved is told as such. */
function changeLabel(doctype: ResolvedDoctype, change: HistoryChange): LocalizedText {
  const field = presentField(doctype, change.field);
  const label = field?.label ?? SYSTEM_FIELD_DEFINITIONS[change.field]?.label ?? GONE_FIELD;
  if (field?.type !== "table") return label;
  if (change.column !== undefined) {
    const column = presentField(field.child, change.column);
    return joined(label, column?.label ?? GONE_FIELD, { fr: " › ", en: " › " });
  }
  return joined(label, rowWords(change), { fr: " : ", en: ": " });
}

function rowWords({ row, before }: HistoryChange): LocalizedText {
  if (row === undefined) return { fr: "ordre changé", en: "reordered" };
  return before === null ? { fr: "ligne ajoutée", en: "row added" } : { fr: "ligne retirée", en: "row removed" };
}

const joined = (one: LocalizedText, other: LocalizedText, by: LocalizedText): LocalizedText => ({
  fr: `${one.fr}${by.fr}${other.fr}`,
  en: `${one.en}${by.en}${other.en}`,
});
