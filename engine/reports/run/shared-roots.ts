import { type CheckedExpression, createEnvironment, type Environment } from "../../contract/index.ts";
import type { RequestContext } from "../../documents/index.ts";
import { currencyDecimals } from "../../kernel/index.ts";

export type Roots = Readonly<Record<string, unknown>>;

/** What expressions over no row may read: the user, and the single doctypes they name. */
export async function sharedRoots(ctx: RequestContext, expressions: readonly CheckedExpression[]): Promise<Roots> {
  const paths = expressions.flatMap((expression) => expression.paths);
  const singles = new Set(paths.flatMap(([root, single]) => (root === "settings" && single ? [single] : [])));
  const load = async (single: string) => [single, await ctx.settings.load(single)] as const;
  const { id, email, roles } = ctx.principal;
  return {
    user: { id, email, roles },
    organization: paths.some(([root]) => root === "organization") ? await ctx.settings.load("organization") : null,
    settings: Object.fromEntries(await Promise.all([...singles].map(load))),
  };
}

export function environmentOf(ctx: RequestContext, roots: Roots): Environment {
  return createEnvironment({
    roots,
    today: ctx.clock.today(),
    now: ctx.clock.now(),
    roles: new Set(ctx.principal.roles),
    currencyDecimals: (code) => currencyDecimals(code ?? ""),
  });
}
