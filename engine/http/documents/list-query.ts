import { type Filter, LIMIT_MAX, type ListQuery } from "../../database/query/index.ts";
import { fail } from "../../kernel/index.ts";
import { parsePlainJson } from "../exchange/plain-json.ts";
import { listQuery } from "./document-schemas.ts";

const LIMIT_DEFAULT = 50;
const OFFSET_MAX = 1_000_000;
const TEXT_MAX = 10_000;

/** Query string of a list → query tree. Names and operators are checked by the query compiler against the metadata. Raises HTTP_PARAMETER_UNKNOWN, HTTP_VALUE_INVALID. */
export function parseListQuery(query: URLSearchParams): ListQuery {
  assertKnown(query, Object.keys(listQuery));
  const list = (name: string) => names(query.get(name));
  const text = (name: string) => shortText(query.get(name), name);
  return withoutAbsent({
    fields: list("fields"),
    filter: parseFilter(query.get("filter")),
    where: text("where"),
    sort: list("sort"),
    limit: integer(query.get("limit"), "limit", 1, LIMIT_MAX) ?? LIMIT_DEFAULT,
    offset: integer(query.get("offset"), "offset", 0, OFFSET_MAX),
    cursor: text("cursor"),
    search: text("search"),
    expand: list("expand"),
    count: flag(query.get("count"), "count"),
    totals: list("totals"),
  });
}

/** Raises HTTP_PARAMETER_UNKNOWN on anything not named, so that a typing error never silently widens a list. */
export function assertKnown(query: URLSearchParams, known: readonly string[]): void {
  for (const name of query.keys()) {
    if (!known.includes(name)) fail("HTTP_PARAMETER_UNKNOWN", { name, known: known.join(", ") });
  }
}

/** `a,b` → its parts. */
export function names(text: string | null): readonly string[] | undefined {
  if (text === null) return undefined;
  return shortText(text, "list")!
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

export function integer(text: string | null, name: string, min: number, max: number): number | undefined {
  if (text === null || text === "") return undefined;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  return fail("HTTP_VALUE_INVALID", {
    name,
    reason_fr: `un nombre entier de ${min} à ${max} est attendu.`,
    reason_en: `a whole number from ${min} to ${max} is expected.`,
  });
}

export function flag(text: string | null, name: string): boolean | undefined {
  if (text === null) return undefined;
  if (text === "true" || text === "1" || text === "") return true;
  if (text === "false" || text === "0") return false;
  return fail("HTTP_VALUE_INVALID", {
    name,
    reason_fr: "true ou false est attendu.",
    reason_en: "true or false is expected.",
  });
}

function shortText(text: string | null, name: string): string | undefined {
  if (text === null || text === "") return undefined;
  if (text.length <= TEXT_MAX) return text;
  return fail("HTTP_VALUE_INVALID", { name, reason_fr: "trop long.", reason_en: "too long." });
}

function parseFilter(text: string | null): Filter | undefined {
  if (text === null || text === "") return undefined;
  // Its shape is checked where it is compiled, for every surface alike.
  return parsePlainJson(shortText(text, "filter")!) as Filter;
}

function withoutAbsent(query: ListQuery): ListQuery {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as unknown as ListQuery;
}
