import type { Action, CheckedExpression } from "../../contract/index.ts";
import { joinExpressions } from "../../contract/index.ts";
import type { LevelRule } from "../../database/query/index.ts";
import { mustExist } from "../../kernel/index.ts";
import type { Registry, ResolvedPermission } from "../../registry/index.ts";
import type { AccessGrant } from "../types.ts";
import { leastLevel } from "./grant-levels.ts";

/** What one set of roles may do under one registry: the part of a policy that does not depend on the person. */
export interface RoleRights {
  /** Sorted role ids: names the rules. */
  readonly key: string;
  grants(doctype: string, action: Action): readonly AccessGrant[];
  /** Row rules of the action's grants joined by OR; null = every document. Only where there is a grant. */
  rule(doctype: string, action: Action): CheckedExpression | null;
  /** Levels that are read in some of the rows alone, with the rule of those; none where every row is read alike. */
  levelRules(doctype: string): readonly LevelRule[];
  canRunReport(report: string): boolean;
}

const CACHE = new WeakMap<Registry, Map<string, RoleRights>>();

/** Rights of these roles; compiled once per registry and set of roles. Unknown role ids grant nothing. */
export function roleRights(registry: Registry, roles: readonly string[]): RoleRights {
  const key = [...new Set(roles)].sort().join(",");
  const known = CACHE.get(registry) ?? new Map<string, RoleRights>();
  CACHE.set(registry, known);
  let rights = known.get(key);
  if (!rights) {
    rights = compileRights(registry, new Set(roles), key);
    known.set(key, rights);
  }
  return rights;
}

function compileRights(registry: Registry, roles: ReadonlySet<string>, key: string): RoleRights {
  const grantsOn = new Map<string, Map<Action, readonly AccessGrant[]>>();
  const rules = new Map<string, CheckedExpression | null>();
  const levelRulesOn = new Map<string, readonly LevelRule[]>();
  const reports = new Set([...roles].flatMap((role) => registry.roles.get(role)?.reports ?? []));

  const grants = (doctype: string, action: Action): readonly AccessGrant[] => {
    let byAction = grantsOn.get(doctype);
    if (!byAction) {
      byAction = new Map();
      grantsOn.set(doctype, byAction);
    }
    let found = byAction.get(action);
    if (!found) {
      found = registry.doctypes.has(doctype)
        ? registry
            .permissionsOn(doctype)
            .filter((given) => roles.has(given.role) && allows(given, action))
            .map(toGrant)
        : [];
      byAction.set(action, found);
    }
    return found;
  };
  const rule = (doctype: string, action: Action): CheckedExpression | null => {
    const place = `${doctype} ${action}`;
    let joined = rules.get(place);
    if (joined === undefined) {
      joined = joinRules(grants(doctype, action));
      rules.set(place, joined);
    }
    return joined;
  };
  const levelRules = (doctype: string): readonly LevelRule[] => {
    let found = levelRulesOn.get(doctype);
    if (!found) {
      found = rulesByLevel(grants(doctype, "read"));
      levelRulesOn.set(doctype, found);
    }
    return found;
  };
  return { key, grants, rule, levelRules, canRunReport: (report) => reports.has(report) || reports.has("*") };
}

const allows = ({ actions }: ResolvedPermission, action: Action): boolean =>
  actions === "all" || actions.includes(action);

const toGrant = ({ role, where, readLevel, writeLevel }: ResolvedPermission): AccessGrant => ({
  role,
  where,
  readLevel,
  writeLevel,
});

/** Each level above the one that is read in every row, with the rule of the rows whose grants give it. */
function rulesByLevel(grants: readonly AccessGrant[]): readonly LevelRule[] {
  const least = leastLevel(grants, "readLevel");
  const levels = [...new Set(grants.map(({ readLevel }) => readLevel))].filter((level) => level > least).sort();
  return levels.map((upTo, index) => {
    const where = joinRules(grants.filter(({ readLevel }) => readLevel >= upTo));
    return { above: levels[index - 1] ?? least, upTo, where: mustExist(where, "rule of a level") };
  });
}

/** A grant without a rule covers every document, and makes the other rules needless. */
function joinRules(grants: readonly AccessGrant[]): CheckedExpression | null {
  const rules = new Map<string, CheckedExpression>();
  for (const { where } of grants) {
    if (where === null) return null;
    rules.set(where.source, where.checked);
  }
  return joinExpressions("||", [...rules.values()]);
}
