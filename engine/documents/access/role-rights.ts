import type { Action, CheckedExpression } from "../../contract/index.ts";
import { joinExpressions } from "../../contract/index.ts";
import type { LevelRule } from "../../database/query/index.ts";
import { mustExist } from "../../kernel/index.ts";
import type { Registry, ResolvedPermission } from "../../registry/index.ts";
import type { AccessGrant } from "../types.ts";
import { highestLevelOf, leastLevel } from "./grant-levels.ts";

/** How far documents of one doctype are read. */
export interface ReadLevels {
  /** In every document that is read. */
  readonly least: number;
  /** In some of them. */
  readonly highest: number;
  /** The levels between, with the rule of the documents that are read so far; none where each is read alike. */
  readonly rules: readonly LevelRule[];
}

/** What one set of roles may do under one registry: the part of a policy that does not depend on the person. */
export interface RoleRights {
  /** Sorted role ids: names the rules. */
  readonly key: string;
  grants(doctype: string, action: Action): readonly AccessGrant[];
  /** Row rules of the action's grants joined by OR; null = every document. Only where there is a grant. */
  rule(doctype: string, action: Action): CheckedExpression | null;
  readLevels(doctype: string): ReadLevels;
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
  const levelsOn = new Map<string, ReadLevels>();
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
  const readLevels = (doctype: string): ReadLevels => {
    let found = levelsOn.get(doctype);
    if (!found) {
      found = levelsOf(grants(doctype, "read"));
      levelsOn.set(doctype, found);
    }
    return found;
  };
  return { key, grants, rule, readLevels, canRunReport: (report) => reports.has(report) || reports.has("*") };
}

const allows = ({ actions }: ResolvedPermission, action: Action): boolean =>
  actions === "all" || actions.includes(action);

const toGrant = ({ role, where, readLevel, writeLevel }: ResolvedPermission): AccessGrant => ({
  role,
  where,
  readLevel,
  writeLevel,
});

/** A level belongs to the rows of the grants that give it. */
function levelsOf(grants: readonly AccessGrant[]): ReadLevels {
  const [least, highest] = [leastLevel(grants, "readLevel"), highestLevelOf(grants, "readLevel")];
  const levels = [...new Set(grants.map(({ readLevel }) => readLevel))].filter((level) => level > least).sort();
  const rules = levels.map((upTo, index) => {
    const where = joinRules(grants.filter(({ readLevel }) => readLevel >= upTo));
    return { above: levels[index - 1] ?? least, upTo, where: mustExist(where, "rule of a level") };
  });
  return { least, highest, rules };
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
