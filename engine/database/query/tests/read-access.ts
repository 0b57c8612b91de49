import { checkExpression } from "../../../contract/index.ts";
import type { Registry } from "../../../registry/index.ts";
import type { ReadAccess, Reader } from "../index.ts";

export interface DoctypeRule {
  readonly where?: string;
  readonly highestReadLevel?: number;
}

export const ANN: Reader = { id: "018f0000-0000-7000-8000-0000000000aa", email: "ann@club.test", roles: ["coach"] };

/** Access by hand: what is not named may not be read. */
export function readAccess(
  registry: Registry,
  doctype: string,
  rules: Readonly<Record<string, DoctypeRule>>,
  user: Reader = ANN,
): ReadAccess {
  const accessTo = (id: string): ReadAccess | null => {
    const rule = rules[id];
    if (!rule) return null;
    const where = rule.where === undefined ? null : checkExpression(rule.where, registry.scopeOf(id));
    return { where, highestReadLevel: rule.highestReadLevel ?? 0, user, key: JSON.stringify(rules), linked: accessTo };
  };
  return accessTo(doctype)!;
}

/** May read everything of the club at level 0. */
export const memberOfStaff = (registry: Registry, doctype: string): ReadAccess =>
  readAccess(registry, doctype, { town: {}, member: {}, booking: {} });
