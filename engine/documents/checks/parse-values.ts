import {
  DOCUMENT_MEMBERS,
  fieldIndex,
  isAlwaysComputed,
  labelParams,
  parseField,
  ROW_MEMBERS,
  suggestionParams,
  valuesEqual,
} from "../../calculation/index.ts";
import { suggest, toPointer } from "../../contract/index.ts";
import { type ErrorDetail, errorDetail, fail, isId } from "../../kernel/index.ts";
import type { ResolvedDoctype, ResolvedField, ResolvedTableField } from "../../registry/index.ts";
import type { Origin, ParsedRow, ParsedValues } from "../run/sent-values.ts";
import type { Document, DocumentRow, DocumentValues, JsonValue } from "../types.ts";
import { PROBLEMS_MAX } from "./raise-problems.ts";

export interface ParseRequest {
  readonly doctype: ResolvedDoctype;
  readonly input: unknown;
  readonly stored: Document | null;
  readonly origin: Origin;
  /** Field that only workflow transitions change. */
  readonly stateField: string | null;
}

interface Parsing extends ParseRequest {
  readonly problems: ErrorDetail[];
}

/** Beyond what is told anyway nothing is worded. */
function note({ problems }: Parsing, problem: () => ErrorDetail): void {
  if (problems.length < PROBLEMS_MAX) problems.push(problem());
}

const ROWS_MAX = 10_000;

/**
 * What was sent → typed values. Unknown fields, and fields nobody may set, are refused where they are; one that only
 * repeats the stored value is passed over, so that a document may be sent back as it was read.
 */
export function parseValues(request: ParseRequest): {
  readonly parsed: ParsedValues;
  readonly problems: ErrorDetail[];
} {
  const { input, doctype, stored, origin, stateField } = request;
  if (!isObject(input)) fail("VALUES_NOT_AN_OBJECT");
  const parsing: Parsing = { doctype, input, stored, origin, stateField, problems: [] };
  const header: Record<string, JsonValue> = {};
  const tables: Record<string, readonly ParsedRow[]> = {};
  for (const [name, value] of Object.entries(input)) {
    const field = fieldIndex(doctype).byId.get(name);
    if (!mayBeSet(parsing, doctype, name, value, stored ?? undefined, [])) continue;
    if (field?.type === "table") tables[name] = parseTable(parsing, field, value);
    else if (field) setParsed(parsing, header, field, value, [name], stored);
  }
  return { parsed: { header, tables }, problems: parsing.problems };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === "object" && !Array.isArray(value);

function setParsed(
  parsing: Parsing,
  target: Record<string, JsonValue>,
  field: ResolvedField,
  value: unknown,
  path: readonly (string | number)[],
  stored: Document | DocumentRow | null | undefined,
): void {
  const taken = parseField(field, value, toPointer(path));
  // What was written before a rule was made is sent back as it was read, and changes nothing by that.
  if ("value" in taken) target[field.id] = stored?.[field.id] === value ? (value as JsonValue) : taken.value;
  else note(parsing, () => taken.problem);
}

/** Is this a field the sender may set? Otherwise notes why not, unless the value is the stored one. */
function mayBeSet(
  parsing: Parsing,
  doctype: ResolvedDoctype,
  name: string,
  value: unknown,
  stored: DocumentValues | Document | DocumentRow | undefined,
  path: readonly (string | number)[],
): boolean {
  const field = fieldIndex(doctype).byId.get(name);
  const refusal = refusalOf(parsing, doctype, field, name);
  if (refusal === null) return true;
  const repeats = stored !== undefined && Object.hasOwn(stored, name) && valuesEqual(stored[name], value as JsonValue);
  const isPassedOver = refusal === "FIELD_UNKNOWN" ? false : repeats || parsing.origin === "engine";
  if (!isPassedOver) {
    note(parsing, () => {
      const params = { field: name, doctype: doctype.id, ...nameParams(doctype, field, name) };
      return errorDetail(refusal, toPointer([...path, name]), params);
    });
  }
  return false;
}

type Refusal = "FIELD_UNKNOWN" | "FIELD_NOT_WRITABLE" | "FIELD_READ_ONLY";

function refusalOf(
  { origin, stateField }: Parsing,
  doctype: ResolvedDoctype,
  field: ResolvedField | undefined,
  name: string,
): Refusal | null {
  const isChild = doctype.kind === "child";
  if (!field) return (isChild ? ROW_MEMBERS : DOCUMENT_MEMBERS).has(name) ? "FIELD_NOT_WRITABLE" : "FIELD_UNKNOWN";
  if (isAlwaysComputed(field) || (!isChild && field.id === stateField)) return "FIELD_NOT_WRITABLE";
  return field.read_only && origin === "person" ? "FIELD_READ_ONLY" : null;
}

function nameParams(doctype: ResolvedDoctype, field: ResolvedField | undefined, name: string): object {
  if (field) return labelParams(field);
  const closest = suggest(
    name,
    doctype.fieldList.map(({ id }) => id),
  );
  return { label_fr: name, label_en: name, ...suggestionParams(closest) };
}

function parseTable(parsing: Parsing, table: ResolvedTableField, value: unknown): readonly ParsedRow[] {
  const pointer = toPointer([table.id]);
  if (value === null) return [];
  if (!Array.isArray(value)) {
    const words = { expected_fr: "une liste de lignes", expected_en: "a list of rows" };
    parsing.problems.push(errorDetail("VALUE_TYPE", pointer, { ...labelParams(table), ...words }));
    return [];
  }
  if (value.length > ROWS_MAX) {
    parsing.problems.push(errorDetail("ROWS_TOO_MANY", pointer, { ...labelParams(table), max: ROWS_MAX }));
    return [];
  }
  const storedRows = new Map(
    ((parsing.stored?.[table.id] ?? []) as readonly DocumentRow[]).map((row) => [row.id, row]),
  );
  const taken = new Set<string>();
  return value.flatMap((row, index) => parseRow(parsing, table, row, index, storedRows, taken) ?? []);
}

/** A row with the id of a stored row changes that row; any other id is not ours to give, so the row is a new one. */
function parseRow(
  parsing: Parsing,
  table: ResolvedTableField,
  input: unknown,
  index: number,
  storedRows: ReadonlyMap<string, DocumentRow>,
  taken: Set<string>,
): ParsedRow | null {
  const path = [table.id, index];
  if (!isObject(input)) {
    const words = { expected_fr: "une ligne (objet)", expected_en: "a row (object)" };
    note(parsing, () => errorDetail("VALUE_TYPE", toPointer(path), { ...labelParams(table), ...words }));
    return null;
  }
  const sentId = Object.hasOwn(input, "id") && isId(input["id"]) ? input["id"] : null;
  const stored = sentId === null ? undefined : storedRows.get(sentId);
  if (stored && taken.has(stored.id)) {
    note(parsing, () => errorDetail("ROW_REPEATED", toPointer(path), labelParams(table)));
  }
  if (stored) taken.add(stored.id);
  const values: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(input)) {
    if (name === "id" || name === "position") continue;
    if (!mayBeSet(parsing, table.child, name, value, stored, path)) continue;
    const field = fieldIndex(table.child).byId.get(name);
    if (field) setParsed(parsing, values, field, value, [...path, name], stored);
  }
  return { id: stored?.id ?? null, values };
}
