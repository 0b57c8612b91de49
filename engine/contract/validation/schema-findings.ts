import type { ErrorObject } from "ajv/dist/2020.js";
import { type Finding, finding } from "../finding.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";
import { fromPointer, toPointer } from "../pointer.ts";
import { suggest } from "../suggest.ts";
import { knownProperties, tagValues } from "./schema-names.ts";

/** Turns one error of the validator into a finding a person understands. */
type Translate = (error: ErrorObject, file: string) => Finding;

/** Errors the validator adds to the one that matters. */
const ECHOES = new Set(["propertyNames", "if"]);
/** Branches of "exactly one of these properties": the group itself reports. */
const PRESENCE_BRANCH = /\/(oneOf|anyOf)\/\d+\/required$/;

interface Explained {
  readonly error: ErrorObject;
  readonly finding: Finding;
}

/** Findings of the validator's errors, one per mistake. */
export function findingsOf(errors: readonly ErrorObject[], file: string): readonly Finding[] {
  const explained = namedErrors(errors)
    .filter(({ keyword, schemaPath }) => !ECHOES.has(keyword) && !PRESENCE_BRANCH.test(schemaPath))
    .filter((error) => !isEcho(error))
    .map((error) => ({ error, finding: TRANSLATIONS[error.keyword]?.(error, file) ?? otherwise(error, file) }));
  const findings = withoutConsequences(explained).map(({ finding }) => finding);
  return [...new Map(findings.map((one) => [`${one.code} ${one.pointer} ${one.message.en}`, one])).values()];
}

/** Says of an error in a property's name which name it is: the validator says so only in the error that follows. */
function namedErrors(errors: readonly ErrorObject[]): ErrorObject[] {
  const names = errors.filter(({ keyword }) => keyword === "propertyNames");
  return errors.map((error) => {
    const name = names.find(
      ({ instancePath, params }) => instancePath === error.instancePath && params["propertyName"] === error.data,
    );
    return name ? { ...error, propertyName: String(name.params["propertyName"]) } : error;
  });
}

/** A misspelt property is also a missing one: only what says what was meant is kept. */
function withoutConsequences(explained: readonly Explained[]): Explained[] {
  const meant = (code: Finding["code"]) =>
    new Set(
      explained
        .filter(({ finding }) => finding.code === code && finding.suggestion !== undefined)
        .map(({ error, finding }) => `${error.instancePath} ${finding.suggestion}`),
    );
  const [unknown, groups] = [meant("SCHEMA_PROPERTY_UNKNOWN"), meant("SCHEMA_PROPERTY_ONE_OF")];
  return explained.filter(({ error, finding }) => {
    if (finding.code === "SCHEMA_PROPERTY_MISSING") {
      return !unknown.has(`${error.instancePath} ${error.params["missingProperty"]}`);
    }
    return finding.code !== "SCHEMA_PROPERTY_UNKNOWN" || !groups.has(`${error.instancePath} ${finding.suggestion}`);
  });
}

/** A field without a type is reported as a missing property. */
const isEcho = ({ keyword, params }: ErrorObject) => keyword === "discriminator" && params["tagValue"] === undefined;

const at = (error: ErrorObject, ...more: string[]) => toPointer([...fromPointer(error.instancePath), ...more]);

const unknownProperty: Translate = (error, file) => {
  const property = String(error.params["additionalProperty"] ?? error.params["unevaluatedProperty"]);
  const present = isJsonObject(error.data) ? Object.keys(error.data) : [];
  const candidates = knownProperties(error.parentSchema ?? {}).filter((name) => !present.includes(name));
  const suggestion = suggest(property, candidates);
  return finding("SCHEMA_PROPERTY_UNKNOWN", at(error, property), { property }, { file, suggestion });
};

const wrongValue: Translate = (error, file) => {
  const allowed: unknown[] = error.params["allowedValues"] ?? [error.params["allowedValue"]];
  const names = allowed.map(String);
  const suggestion = typeof error.data === "string" ? suggest(error.data, names) : undefined;
  const params = { value: shown(error.data), allowed: names.join(", ") };
  return finding("SCHEMA_VALUE_NOT_ALLOWED", at(error), params, { file, suggestion });
};

const oneOfProperties: Translate = (error, file) => {
  const branches = (error.schema as readonly JsonObject[]).map(({ required }) => requiredName(required));
  if (!branches.every((name) => name !== undefined)) return otherwise(error, file);
  const keys = isJsonObject(error.data) ? Object.keys(error.data) : [];
  const given = keys.filter((key) => branches.includes(key));
  if (given.length > 1) return finding("SCHEMA_PROPERTIES_EXCLUSIVE", at(error), { names: given.join(", ") }, { file });
  const suggestion = keys.map((key) => suggest(key, branches)).find((candidate) => candidate !== undefined);
  return finding("SCHEMA_PROPERTY_ONE_OF", at(error), { names: branches.join(", ") }, { file, suggestion });
};

const requiredName = (required: JsonValue | undefined) =>
  Array.isArray(required) && typeof required[0] === "string" ? required[0] : undefined;

const wrongText: Translate = (error, file) => {
  const what = error.parentSchema?.["x-what"] as { fr: string; en: string } | undefined;
  const value = error.propertyName ?? error.data;
  const pointer = error.propertyName === undefined ? at(error) : at(error, error.propertyName);
  const params = { value: shown(value), what_fr: what?.fr ?? error.schema, what_en: what?.en ?? error.schema };
  return finding("SCHEMA_TEXT_SHAPE", pointer, params, { file });
};

const wrongType: Translate = (error, file) => {
  const types = [error.schema].flat().map(String);
  const params = {
    expected_fr: types.map((type) => TYPE_NAMES[type]?.fr ?? type).join(" ou "),
    expected_en: types.map((type) => TYPE_NAMES[type]?.en ?? type).join(" or "),
    value: shown(error.data),
  };
  return finding("SCHEMA_VALUE_TYPE", at(error), params, { file });
};

const outOfLimits: Translate = (error, file) => {
  const words = LIMITS[error.keyword];
  const limit = String(error.params["limit"]);
  const params = { problem_fr: words?.fr.replace("#", limit), problem_en: words?.en.replace("#", limit) };
  const pointer = error.propertyName === undefined ? at(error) : at(error, error.propertyName);
  return finding("SCHEMA_OUT_OF_LIMITS", pointer, params, { file });
};

const TRANSLATIONS: Readonly<Record<string, Translate>> = {
  additionalProperties: unknownProperty,
  unevaluatedProperties: unknownProperty,
  required: (error, file) =>
    finding("SCHEMA_PROPERTY_MISSING", at(error), { property: error.params["missingProperty"] }, { file }),
  dependentRequired: (error, file) => {
    const { property, missingProperty } = error.params;
    return finding("SCHEMA_PROPERTY_NEEDED", at(error), { property, missing: missingProperty }, { file });
  },
  discriminator: (error, file) => {
    const { tagValue, tag } = error.params;
    const suggestion = suggest(String(tagValue), tagValues(error.parentSchema ?? {}, tag));
    return finding("METADATA_FIELD_TYPE_UNKNOWN", at(error, tag), { type: shown(tagValue) }, { file, suggestion });
  },
  enum: wrongValue,
  const: wrongValue,
  oneOf: oneOfProperties,
  anyOf: oneOfProperties,
  pattern: wrongText,
  type: wrongType,
  minLength: outOfLimits,
  maxLength: outOfLimits,
  minItems: outOfLimits,
  maxItems: outOfLimits,
  minProperties: outOfLimits,
  minimum: outOfLimits,
  maximum: outOfLimits,
  uniqueItems: (error, file) =>
    finding("SCHEMA_ITEM_REPEATED", at(error, String(error.params["i"])), { value: repeated(error) }, { file }),
};

function otherwise(error: ErrorObject, file: string): Finding {
  return finding("SCHEMA_OTHER", at(error), { problem: error.message }, { file });
}

const repeated = ({ data, params }: ErrorObject) => shown(Array.isArray(data) ? data[params["i"]] : data);

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "undefined");
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

const TYPE_NAMES: Readonly<Record<string, { fr: string; en: string }>> = {
  string: { fr: "un texte", en: "a text" },
  integer: { fr: "un nombre entier", en: "a whole number" },
  number: { fr: "un nombre", en: "a number" },
  boolean: { fr: "true ou false", en: "true or false" },
  object: { fr: "un objet { … }", en: "an object { … }" },
  array: { fr: "une liste [ … ]", en: "a list [ … ]" },
};

/** `#` is the limit. */
const LIMITS: Readonly<Record<string, { fr: string; en: string }>> = {
  minLength: { fr: "il faut au moins # caractère(s)", en: "at least # character(s) are needed" },
  maxLength: { fr: "il y a plus de # caractères", en: "there are more than # characters" },
  minItems: { fr: "il faut au moins # élément(s)", en: "at least # item(s) are needed" },
  maxItems: { fr: "il y a plus de # éléments", en: "there are more than # items" },
  minProperties: { fr: "il faut au moins # entrée(s)", en: "at least # entry is needed" },
  minimum: { fr: "la valeur doit être au moins #", en: "the value must be at least #" },
  maximum: { fr: "la valeur doit être au plus #", en: "the value must be at most #" },
};
