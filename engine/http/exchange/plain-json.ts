import { fail } from "../../kernel/index.ts";

const DEPTH_MAX = 40;

/**
 * Parses JSON whose keys can safely be copied between objects: a key `__proto__` is refused wherever it stands, and nesting is
 * limited. Texts that contain such words stay data. Raises HTTP_BODY_INVALID, HTTP_BODY_FORBIDDEN_KEY, HTTP_BODY_TOO_DEEP.
 */
export function parsePlainJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return fail("HTTP_BODY_INVALID", { reason: error instanceof Error ? error.message : String(error) });
  }
  assertPlain(value, 0);
  return value;
}

function assertPlain(value: unknown, depth: number): void {
  if (value === null || typeof value !== "object") return;
  if (depth >= DEPTH_MAX) fail("HTTP_BODY_TOO_DEEP", { max: DEPTH_MAX });
  if (Array.isArray(value)) {
    for (const element of value) assertPlain(element, depth + 1);
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    if (key === "__proto__") fail("HTTP_BODY_FORBIDDEN_KEY", { key });
    assertPlain(member, depth + 1);
  }
}
