import {
  checkExpression,
  compileExpression,
  formatValue,
  type Report,
  type ReportParameter,
} from "../../contract/index.ts";
import type { JsonValue, RequestContext } from "../../documents/index.ts";
import { fail, isId, isIsoDate } from "../../kernel/index.ts";
import { environmentOf, sharedRoots } from "./shared-roots.ts";

/** Values of all parameters of a report, in the order they are declared; null = not given. */
export type ParamValues = ReadonlyMap<string, JsonValue>;

const EXPECTED: Readonly<Record<ReportParameter["type"], { readonly fr: string; readonly en: string }>> = {
  date: { fr: "une date (AAAA-MM-JJ)", en: "a date (YYYY-MM-DD)" },
  text: { fr: "un texte", en: "a text" },
  integer: { fr: "un nombre entier", en: "a whole number" },
  boolean: { fr: "vrai ou faux", en: "true or false" },
  choice: { fr: "l'un des choix", en: "one of the choices" },
  link: { fr: "l'identifiant d'un document", en: "the id of a document" },
};
const TEXT_MAX = 1_000;

/**
 * Reads the parameters given, as typed values or as texts of an address; those left out take their default.
 * Raises REPORT_PARAMETER_UNKNOWN, …_REQUIRED, …_INVALID with pointers.
 */
export async function readParams(
  ctx: RequestContext,
  report: Report,
  given: Readonly<Record<string, unknown>> = {},
): Promise<ParamValues> {
  const definitions = report.params ?? {};
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(definitions, name));
  if (unknown !== undefined)
    fail("REPORT_PARAMETER_UNKNOWN", { parameter: unknown }, { pointer: `/params/${unknown}` });
  const values = new Map<string, JsonValue>();
  for (const [name, definition] of Object.entries(definitions)) {
    const raw = Object.hasOwn(given, name) ? given[name] : undefined;
    const value = raw === undefined ? await defaultValue(ctx, report, definition) : readParam(name, definition, raw);
    if (value === null && definition.required) {
      fail("REPORT_PARAMETER_REQUIRED", labelsOf(definition), { pointer: `/params/${name}` });
    }
    values.set(name, value);
  }
  return values;
}

const labelsOf = ({ label }: ReportParameter) => ({ label_fr: label.fr, label_en: label.en });

function readParam(name: string, definition: ReportParameter, raw: unknown): JsonValue {
  if (raw === null || raw === "") return null;
  const value = PARSERS[definition.type](raw, definition);
  if (value !== undefined) return value;
  const { fr, en } = EXPECTED[definition.type];
  const params = { ...labelsOf(definition), expected_fr: fr, expected_en: en };
  return fail("REPORT_PARAMETER_INVALID", params, { pointer: `/params/${name}` });
}

type Parse = (raw: unknown, definition: ReportParameter) => JsonValue | undefined;

const PARSERS: Readonly<Record<ReportParameter["type"], Parse>> = {
  date: (raw) => (isIsoDate(raw) ? raw : undefined),
  text: (raw) => (typeof raw === "string" && raw.length <= TEXT_MAX && !raw.includes("\0") ? raw : undefined),
  integer: (raw) => {
    const number = typeof raw === "string" && /^[+-]?\d{1,15}$/.test(raw) ? Number(raw) : raw;
    return Number.isSafeInteger(number) ? (number as number) : undefined;
  },
  boolean: (raw) => (typeof raw === "boolean" ? raw : raw === "true" ? true : raw === "false" ? false : undefined),
  choice: (raw, { options = {} }) => (typeof raw === "string" && Object.hasOwn(options, raw) ? raw : undefined),
  link: (raw) => {
    const id = typeof raw === "object" && raw !== null && "id" in raw ? raw.id : raw;
    return isId(id) ? id : undefined;
  },
};

async function defaultValue(ctx: RequestContext, report: Report, definition: ReportParameter): Promise<JsonValue> {
  if (definition.default === undefined) return null;
  const checked = checkExpression(definition.default, ctx.registry.reportScope(report));
  const environment = environmentOf(ctx, await sharedRoots(ctx, [checked]));
  return toParam(definition, formatValue(checked.type, compileExpression(checked)(environment)) as JsonValue);
}

/** A computed value in the form of a parameter: expressions have whole numbers as text. */
export const toParam = ({ type }: ReportParameter, value: JsonValue): JsonValue =>
  type === "integer" && typeof value === "string" ? Number(value) : value;
