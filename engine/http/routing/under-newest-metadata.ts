import { isPerfexError } from "../../kernel/index.ts";
import type { Answer } from "../exchange/answer.ts";
import type { Call, MemberCall } from "./call.ts";
import type { Route } from "./route.ts";
import type { Serving } from "./serve-route.ts";

/**
 * Metadata may change under a request: by the time its statement comes, a table or column is called otherwise. That statement has
 * failed and with it all the request would have written, so the request is done once more from its admission, under what is in
 * force by now. Raises DATABASE_SCHEMA_CHANGED where this server does not know of anything newer, or it has changed again.
 */
export async function underNewestMetadata(
  { renewed }: Pick<Serving, "renewed">,
  { access }: Pick<Route, "access">,
  admitted: Call,
  answer: (call: Call) => Promise<Answer>,
): Promise<Answer> {
  // The call is its request's own and carries another context once it is admitted anew.
  const { ctx } = admitted as Partial<MemberCall>;
  try {
    return await answer(admitted);
  } catch (error) {
    if (!ctx || !isPerfexError(error) || error.code !== "DATABASE_SCHEMA_CHANGED") throw error;
    if ((await renewed(ctx.organization.id, ctx.registry)) === ctx.registry) throw error;
    return answer(await access.admit(admitted));
  }
}
