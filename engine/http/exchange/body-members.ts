import { fail } from "../../kernel/index.ts";

type Body = Readonly<Record<string, unknown>>;

/** Raises HTTP_PARAMETER_UNKNOWN on a member not named, so that a typing error is never passed over in silence. */
export function assertMembers(body: Body, known: readonly string[]): void {
  const name = Object.keys(body).find((member) => !known.includes(member));
  if (name !== undefined) fail("HTTP_PARAMETER_UNKNOWN", { name, known: known.join(", ") });
}

/** What is no text is no value. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Raises HTTP_VALUE_INVALID. */
export function oneOf<T extends string>(body: Body, name: string, allowed: readonly T[]): T | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  const known = allowed.join(", ");
  const reasons = { reason_fr: `attendu : ${known}.`, reason_en: `expected: ${known}.` };
  return fail("HTTP_VALUE_INVALID", { name, ...reasons }, { pointer: `/${name}` });
}

/** The texts among these members that were sent. Raises HTTP_VALUE_INVALID. */
export function texts<N extends string>(
  body: Body,
  members: readonly N[],
  lengthMax = 200,
): Partial<Record<N, string>> {
  const found: Partial<Record<N, string>> = {};
  for (const name of members) {
    const value = body[name];
    if (value === undefined || value === null) continue;
    if (typeof value === "string" && value.length <= lengthMax) found[name] = value;
    else {
      const reasons = { reason_fr: "valeur inattendue.", reason_en: "unexpected value." };
      fail("HTTP_VALUE_INVALID", { name, ...reasons }, { pointer: `/${name}` });
    }
  }
  return found;
}
