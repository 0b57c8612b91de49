import { ORGANIZATION_DOCTYPE } from "../../contract/index.ts";
import type { Doctypes } from "./plan-links.ts";

const CURRENCY = "currency";

/** Path from the organization's record to the code of its currency. */
export function organizationCurrencyPath(doctypes: Doctypes): readonly string[] | null {
  return doctypes.get(ORGANIZATION_DOCTYPE)?.fields[CURRENCY] ? [CURRENCY] : null;
}

/** The text a path, or the rest of one, ends in; null where any part of it is absent. */
export function readTextPath(record: unknown, path: readonly string[], from = 0): string | null {
  let value: unknown = record;
  for (let at = from; at < path.length; at++) {
    const name = path[at]!;
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, name)) return null;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return typeof value === "string" ? value : null;
}
