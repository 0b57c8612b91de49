import { fail } from "../../kernel/index.ts";

const NAME_MAX = 120;

/** Of a person or an organization, trimmed. Raises HTTP_VALUE_INVALID. */
export function parseName(value: unknown): string {
  const name = typeof value === "string" ? value.trim() : "";
  if (name !== "" && name.length <= NAME_MAX) return name;
  const reasons = {
    reason_fr: `1 à ${NAME_MAX} caractères sont attendus.`,
    reason_en: `1 to ${NAME_MAX} characters are expected.`,
  };
  return fail("HTTP_VALUE_INVALID", { name: "name", ...reasons }, { pointer: "/name" });
}
