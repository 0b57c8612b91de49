import type { Finding } from "../finding.ts";
import { isJsonObject, type JsonObject } from "../json-value.ts";
import { entriesOf, type LintContext, problem } from "../lints/lint.ts";
import type { MetadataFile } from "../metadata/metadata-file.ts";
import { slotKey } from "../slots/expression-slot.ts";
import { suggest } from "../suggest.ts";
import type { Doctype, Field, FunctionCall, FunctionDeclaration, Named } from "../types/index.ts";
import { fitsField, typeName, typesOf } from "./json-types.ts";

type Path = readonly string[];
type Schema = JsonObject;

/** Where a call stands, and what its columns are for. */
export interface CallPlace {
  readonly file: MetadataFile;
  readonly path: Path;
  readonly doctype: Doctype | undefined;
  /** Fields or columns by name, as far as they are known. */
  readonly targets: Named<Field>;
}

/** A call names a function that only computes, gives it what it takes, and takes from it what it gives. */
export function callFindings(place: CallPlace, call: FunctionCall, context: LintContext): readonly Finding[] {
  const declaration = context.model.get("function", call.function);
  if (!declaration) return [];
  const { file, path } = place;
  if (declaration.reads || declaration.effects || declaration.importer)
    return [problem(file, [...path, "function"], "METADATA_CALL_NOT_PURE", { function: call.function })];
  return [
    ...inputFindings(place, call, declaration, context),
    ...listFindings(place, call, declaration, context),
    ...outputFindings(place, call, declaration),
  ];
}

function inputFindings(place: CallPlace, call: FunctionCall, { input }: FunctionDeclaration, context: LintContext) {
  const { file, path } = place;
  const given = [...Object.keys(call.input ?? {}), ...Object.keys(call.lists ?? {})];
  const missing = missingFrom(input as Schema, given).map((name) =>
    problem(file, path, "METADATA_CALL_INPUT_MISSING", { name }),
  );
  return [...missing, ...setFindings(place, ["input"], call.input ?? {}, input as Schema, context)];
}

function listFindings(place: CallPlace, call: FunctionCall, { input }: FunctionDeclaration, context: LintContext) {
  const { file, path, doctype } = place;
  return entriesOf(call.lists).flatMap(([name, { each, set }]) => {
    const at = ["lists", name];
    const table = doctype?.fields[each];
    if (table && table.type !== "table")
      return [problem(file, [...path, ...at, "each"], "METADATA_NOT_A_TABLE", { field: each })];
    const schema = memberOf(input as Schema, name);
    if (!schema) return [unknownInput(place, at, name, input as Schema)];
    if (!typesOf(schema, ["array"])) return [wrongType(place, at, name, "array", schema)];
    const items = isJsonObject(schema["items"]) ? schema["items"] : {};
    const missing = missingFrom(items, Object.keys(set)).map((member) =>
      problem(file, [...path, ...at, "set"], "METADATA_CALL_INPUT_MISSING", { name: member }),
    );
    return [...missing, ...setFindings(place, [...at, "set"], set, items, context)];
  });
}

function setFindings(place: CallPlace, at: Path, set: Named<string>, schema: Schema, { expressions }: LintContext) {
  return Object.keys(set).flatMap((name) => {
    const path = [...at, name];
    const member = memberOf(schema, name);
    if (!member) return isOpen(schema) ? [] : [unknownInput(place, path, name, schema)];
    const type = expressions.get(slotKey(place.file, [...place.path, ...path]))?.type;
    const found = type && typeName(type);
    return !found || typesOf(member, [found]) ? [] : [wrongType(place, path, name, found, member)];
  });
}

function outputFindings({ file, path, targets }: CallPlace, call: FunctionCall, { output }: FunctionDeclaration) {
  const rows = memberOf(output as Schema, "rows");
  const items = rows && isJsonObject(rows["items"]) ? rows["items"] : {};
  const isTold =
    rows !== undefined && typesOf(rows, ["array"]) && listed(output as Schema, "required").includes("rows");
  return entriesOf(call.columns).flatMap(([column, member]) => {
    const at = [...path, "columns", column];
    const schema = isTold ? memberOf(items, member) : undefined;
    if (!schema) {
      const suggestion = suggest(member, Object.keys(isJsonObject(items["properties"]) ? items["properties"] : {}));
      return [problem(file, at, "METADATA_CALL_OUTPUT", { member }, { suggestion })];
    }
    const target = targets[column];
    return !target || fitsField(target, schema)
      ? []
      : [problem(file, at, "METADATA_CALL_OUTPUT_TYPE", { member, column, type: target.type })];
  });
}

function unknownInput({ file, path }: CallPlace, at: Path, name: string, schema: Schema): Finding {
  const known = Object.keys(isJsonObject(schema["properties"]) ? schema["properties"] : {});
  return problem(file, [...path, ...at], "METADATA_FUNCTION_INPUT", { name }, { suggestion: suggest(name, known) });
}

const wrongType = ({ file, path }: CallPlace, at: Path, name: string, found: string, schema: Schema): Finding =>
  problem(file, [...path, ...at], "METADATA_CALL_INPUT_TYPE", {
    name,
    found,
    wanted: [schema["type"]].flat().join(", "),
  });

function memberOf(schema: Schema, name: string): Schema | undefined {
  const properties = schema["properties"];
  const member = isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  return isJsonObject(member) ? member : undefined;
}

/** Says nothing of its members, so takes any. */
const isOpen = (schema: Schema): boolean => schema["properties"] === undefined;

const listed = (schema: Schema, property: string): readonly string[] => {
  const list = schema[property];
  return Array.isArray(list) ? list.map(String) : [];
};

const missingFrom = (schema: Schema, given: readonly string[]): readonly string[] =>
  listed(schema, "required").filter((name) => !given.includes(name));
