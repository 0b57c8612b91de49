import { type Action, LEVEL_MAX } from "../../contract/index.ts";
import { type ReadAccess, systemReadAccess } from "../../database/query/index.ts";
import { type Clock, fail } from "../../kernel/index.ts";
import type { Registry } from "../../registry/index.ts";
import type { AccessGrant, AccessPolicy, Principal } from "../types.ts";
import { actionWords } from "../wording/action-words.ts";
import { highestLevelOf } from "./grant-levels.ts";
import { type RoleRights, roleRights } from "./role-rights.ts";

/**
 * Policy of a principal; the clock is what `today()` in its rules means, so that reads see the same day as writes.
 * Raises SYSTEM_REASON_MISSING for a system principal that does not say why it acts.
 */
export function compileAccessPolicy(registry: Registry, principal: Principal, clock: Clock): AccessPolicy {
  if (principal.kind === "user") return userPolicy(roleRights(registry, principal.roles), registry, principal, clock);
  if (!principal.reason) fail("SYSTEM_REASON_MISSING");
  return systemPolicy(principal, clock);
}

function userPolicy(rights: RoleRights, registry: Registry, principal: Principal, clock: Clock): AccessPolicy {
  const reader = { id: principal.id, email: principal.email, roles: principal.roles };
  const can = (doctype: string, action: Action) => rights.grants(doctype, action).length > 0;
  const assertCan = (doctype: string, action: Action) => {
    if (can(doctype, action)) return;
    fail("ACCESS_DENIED", {
      doctype: registry.doctypes.get(doctype)?.label ?? doctype,
      action: actionWords(action) ?? action,
    });
  };
  const key = `roles:${rights.key}`;
  const linked = (other: string) => (registry.doctypes.has(other) && can(other, "read") ? readAccess(other) : null);
  const known = new Map<string, ReadAccess>();
  function readAccess(doctype: string): ReadAccess {
    let access = known.get(doctype);
    if (!access) {
      const [where, { highest, rules }] = [rights.rule(doctype, "read"), rights.readLevels(doctype)];
      access = { where, highestReadLevel: highest, levelRules: rules, user: reader, key, clock, linked };
      known.set(doctype, access);
    }
    return access;
  }
  return {
    key,
    can,
    assertCan,
    grants: rights.grants,
    readAccess(doctype) {
      assertCan(doctype, "read");
      return readAccess(doctype);
    },
    actionRule(doctype, action) {
      assertCan(doctype, action);
      return rights.rule(doctype, action);
    },
    leastReadLevel: (doctype) => rights.readLevels(doctype).least,
    highestReadLevel: (doctype) => rights.readLevels(doctype).highest,
    highestWriteLevel: (doctype) =>
      highestLevelOf([...rights.grants(doctype, "create"), ...rights.grants(doctype, "update")], "writeLevel"),
    canRunReport: rights.canRunReport,
  };
}

/** The engine's own work: every right, under its own name and with a reason in the history. */
function systemPolicy({ id, email, roles }: Principal, clock: Clock): AccessPolicy {
  const everything: readonly AccessGrant[] = [
    { role: "system", where: null, readLevel: LEVEL_MAX, writeLevel: LEVEL_MAX },
  ];
  return {
    key: "system",
    can: () => true,
    assertCan: () => undefined,
    grants: () => everything,
    readAccess: () => systemReadAccess({ id, email, roles }, clock),
    actionRule: () => null,
    leastReadLevel: () => LEVEL_MAX,
    highestReadLevel: () => LEVEL_MAX,
    highestWriteLevel: () => LEVEL_MAX,
    canRunReport: () => true,
  };
}
