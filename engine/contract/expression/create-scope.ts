import { fail } from "../../kernel/index.ts";
import type { ExprType, Scope } from "./types.ts";

export interface ScopeSource {
  /** Record whose fields are root names, and which `doc` means unless `roots` says otherwise. */
  readonly document?: string;
  /** Record of the row the expression stands in. */
  readonly row?: string;
  /** Further roots: `user`, `organization`, `settings`, `params`, … */
  readonly roots?: Readonly<Record<string, ExprType>>;
  /** Fields of every record type that can be reached. */
  fields(record: string): ReadonlyMap<string, ExprType> | undefined;
}

export function createScope(source: ScopeSource): Scope {
  return fail("ASSERTION_FAILED", { what: String(source) });
}
