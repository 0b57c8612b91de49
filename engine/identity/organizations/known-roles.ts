import { fail } from "../../kernel/index.ts";
import type { PeopleParts } from "../people-parts.ts";

/** Raises HTTP_VALUE_MISSING, MEMBER_ROLE_UNKNOWN. */
export async function assertRolesKnown(
  parts: Pick<PeopleParts, "rolesOf">,
  organization: string,
  wanted: readonly string[],
): Promise<void> {
  if (wanted.length === 0) fail("HTTP_VALUE_MISSING", { name: "roles" }, { pointer: "/roles" });
  const known = await parts.rolesOf(organization);
  const role = wanted.find((one) => !known.includes(one));
  if (role !== undefined) fail("MEMBER_ROLE_UNKNOWN", { role, known: known.join(", ") }, { pointer: "/roles" });
}
