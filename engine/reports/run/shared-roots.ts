import { type CheckedExpression, createEnvironment, type Environment } from "../../contract/index.ts";
import type { RequestContext } from "../../documents/index.ts";

export type Roots = Readonly<Record<string, unknown>>;

/** What expressions over no row are computed with. */
export interface Shared {
  readonly roots: Roots;
  /** Amounts that name no currency are in this one; known where an expression rounds any. */
  readonly ownCurrency?: string;
}

/** What expressions over no row may read: the user, and the single doctypes they name. */
export async function sharedRoots(ctx: RequestContext, expressions: readonly CheckedExpression[]): Promise<Shared> {
  const paths = expressions.flatMap((expression) => expression.paths);
  const singles = new Set(paths.flatMap(([root, single]) => (root === "settings" && single ? [single] : [])));
  const load = async (single: string) => [single, await ctx.settings.load(single)] as const;
  const { id, email, roles } = ctx.principal;
  const roots = {
    user: { id, email, roles },
    organization: paths.some(([root]) => root === "organization") ? await ctx.settings.load("organization") : null,
    settings: Object.fromEntries(await Promise.all([...singles].map(load))),
  };
  const roundsMoney = expressions.some(({ source }) => source.includes("round_money"));
  return roundsMoney ? { roots, ownCurrency: await ctx.settings.currency() } : { roots };
}

export function environmentOf(ctx: RequestContext, { roots, ownCurrency }: Shared): Environment {
  return createEnvironment({
    roots,
    today: ctx.clock.today(),
    now: ctx.clock.now(),
    timeZone: ctx.clock.timeZone,
    roles: new Set(ctx.principal.roles),
    ...(ownCurrency === undefined ? {} : { ownCurrency }),
  });
}
