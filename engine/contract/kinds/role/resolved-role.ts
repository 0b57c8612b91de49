import type { CompiledExpression } from "../../compile/compile-expression-at.ts";
import type { Role } from "../../types/index.ts";

/** A row rule of a role, checked in the scope of one doctype. */
export interface ResolvedPermission {
  readonly role: string;
  readonly actions: readonly string[] | "all";
  readonly where: CompiledExpression | null;
  readonly readLevel: number;
  readonly writeLevel: number;
}

export interface ResolvedRole extends Role {
  readonly compiled: {
    /** By doctype: its own, its module's and those for all. */
    readonly permissions: readonly { readonly doctype: string; readonly permission: ResolvedPermission }[];
  };
}
