import { nestedDatabase, type RequestContext } from "../../documents/index.ts";

/** Ends a transaction whose effects were only to be looked at. */
class TakenBack<T> extends Error {
  readonly result: T;
  constructor(result: T) {
    super();
    this.result = result;
  }
}

/** Everything `work` writes with the context it is given is one transaction, which is taken back unless it is to be kept. */
export async function inOneTransaction<T>(
  ctx: RequestContext,
  isKept: boolean,
  work: (ctx: RequestContext) => Promise<T>,
): Promise<T> {
  try {
    return await ctx.db.transaction(ctx.organization, async (tx) => {
      const result = await work({ ...ctx, db: nestedDatabase(ctx.db, tx) });
      if (!isKept) throw new TakenBack(result);
      return result;
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.result as T;
    throw error;
  }
}
