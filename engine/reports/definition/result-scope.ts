import type { ExprType, Report, Scope } from "../../contract/index.ts";
import type { CheckedDimension } from "./checked-report.ts";

/** Roots of every scope that are still there when rows have become figures. */
const SHARED_ROOTS = ["params", "user", "organization", "settings"];

/** Types of one result row: its dimensions and measures, and what does not depend on a row. */
export function resultScope(report: Report, source: Scope, dimensions: readonly CheckedDimension[]): Scope {
  const types = new Map<string, ExprType>([
    ...dimensions.map(({ id, checked }): [string, ExprType] => [id, checked.type]),
    ...Object.keys(report.measures).map((id): [string, ExprType] => [id, { kind: "number" }]),
  ]);
  const shared = SHARED_ROOTS.filter((name) => source.lookup(name) !== undefined && !types.has(name));
  return {
    lookup: (name) => types.get(name) ?? (shared.includes(name) ? source.lookup(name) : undefined),
    member: (record, field) => source.member(record, field),
    names: () => [...types.keys(), ...shared],
    members: (record) => source.members?.(record) ?? [],
  };
}
