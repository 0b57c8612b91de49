import type { Named } from "../../contract/index.ts";
import type { JsonValue } from "../../documents/index.ts";
import type { FunctionInput } from "../types.ts";

/** Values as declared, `$name` replaced by what the caller gave; what was left out is left out. */
export function givenValues(
  declared: Named<string | number | boolean> | undefined,
  input: FunctionInput,
): Readonly<Record<string, JsonValue>> {
  const entries = Object.entries(declared ?? {}).map(([name, value]): [string, JsonValue | undefined] => {
    const isGiven = typeof value === "string" && value.startsWith("$");
    return [name, isGiven ? input[value.slice(1)] : value];
  });
  return Object.fromEntries(
    entries.filter((entry): entry is [string, JsonValue] => entry[1] !== undefined && entry[1] !== null),
  );
}
