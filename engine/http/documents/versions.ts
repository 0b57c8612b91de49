import { fail } from "../../kernel/index.ts";
import type { Call } from "../routing/call.ts";

/** `If-Match: "7"` (or `W/"7"`, or `*` = any) → 7. Raises HTTP_VALUE_INVALID. */
export function expectedVersion(call: Call): number | undefined {
  const header = call.headers["if-match"];
  if (header === undefined || header === "*") return undefined;
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header);
  if (match) return Number(match[1]);
  return fail("HTTP_VALUE_INVALID", {
    name: "If-Match",
    reason_fr: 'la version du document est attendue, par exemple "3".',
    reason_en: 'the version of the document is expected, e.g. "3".',
  });
}

export function versionTag(version: number): string {
  return `"${version}"`;
}

export function idempotencyKey(call: Call): string | undefined {
  const header = call.headers["idempotency-key"];
  return Array.isArray(header) ? header[0] : header;
}
