import {
  changedSystemValues,
  fieldIndex,
  isAlwaysComputed,
  type JsonValue,
  type Members,
  newSystemValues,
  parseField,
} from "../../../../engine/calculation/index.ts";
import { systemColumns } from "../../../../engine/contract/fields/system-columns.ts";
import type { ResolvedDoctype, ResolvedField } from "../../../../engine/contract/index.ts";
import { type ErrorDetail, errorDetail } from "../../../../engine/kernel/index.ts";
import { rowsOf } from "./form-rows.ts";
import { inPersonsWords } from "./in-persons-words.ts";
import type { FormValues } from "./types.ts";

/** What stands in a form as the calculation takes it. */
export interface TypedDocument {
  readonly document: Members;
  /** What was typed and is no value of its field: it counts as none. */
  readonly problems: readonly ErrorDetail[];
}

export interface TypedContext {
  readonly doctype: ResolvedDoctype;
  /** The document as it is stored, null while it is new. */
  readonly stored: FormValues | null;
  readonly user: string;
  readonly now: string;
  /** Where the workflow lets a new document begin. */
  readonly begins: { readonly field: string; readonly initial: string } | undefined;
}

/** Every value parsed as the server will parse it, over system values as the server will set them. */
export function typedDocument({ doctype, stored, user, now, begins }: TypedContext, values: FormValues): TypedDocument {
  const header = typedRecord(doctype, values);
  const problems = [...placed(header.problems, "")];
  const author = { user, now };
  const version = stored?.["version"];
  const system =
    typeof version === "number"
      ? { ...storedSystemValues(doctype, values), ...changedSystemValues(version, author) }
      : { ...newSystemValues(doctype, author), ...(begins && { [begins.field]: begins.initial }) };
  const document: Record<string, JsonValue | undefined> = { ...system, ...header.values };
  for (const { id, child } of fieldIndex(doctype).tables) {
    document[id] = rowsOf(values, id).map((row, index) => {
      const typed = typedRecord(child, row);
      problems.push(...placed(typed.problems, `/${id}/${index}`));
      return { ...typed.values, id: String(row["id"] ?? row.$key) };
    });
  }
  return { document, problems };
}

const storedSystemValues = (doctype: ResolvedDoctype, values: FormValues): Members =>
  Object.fromEntries(
    systemColumns(doctype).flatMap(({ id, isInternal, written }) =>
      isInternal || written === "saved" ? [] : [[id, (values[id] ?? null) as JsonValue]],
    ),
  );

interface TypedRecord {
  readonly values: Readonly<Record<string, JsonValue>>;
  readonly problems: readonly ErrorDetail[];
}

/** Rows are replaced when they change: what was parsed of one stays good as long as it is there. */
const parsed = new WeakMap<FormValues, TypedRecord>();

function typedRecord(doctype: ResolvedDoctype, record: FormValues): TypedRecord {
  const known = parsed.get(record);
  if (known) return known;
  const values: Record<string, JsonValue> = {};
  const problems: ErrorDetail[] = [];
  for (const field of fieldIndex(doctype).scalars) {
    const value = record[field.id];
    if (value === undefined) continue;
    const taken = isAlwaysComputed(field) ? { value: value as JsonValue } : parseField(field, value, `/${field.id}`);
    if ("problem" in taken) problems.push(namedProblem(field, value) ?? inPersonsWords(field, taken.problem));
    values[field.id] = "value" in taken ? taken.value : null;
  }
  const typed = { values, problems };
  parsed.set(record, typed);
  return typed;
}

/** A pasted name that no document has: what the field expects is an id, which is no word for people. */
function namedProblem(field: ResolvedField, value: unknown): ErrorDetail | undefined {
  if (field.type !== "link" || typeof value !== "string") return undefined;
  return errorDetail("LINK_NAMES_NOTHING", `/${field.id}`, {
    label_fr: field.label.fr,
    label_en: field.label.en,
    value,
  });
}

function placed(problems: readonly ErrorDetail[], pointer: string): readonly ErrorDetail[] {
  return problems.map((problem) => ({ ...problem, pointer: `${pointer}${problem.pointer}` }));
}
