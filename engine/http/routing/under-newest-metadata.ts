import { blameStatement, isSchemaChanged } from "../../database/index.ts";
import type { Answer } from "../exchange/answer.ts";
import type { Call, MemberCall } from "./call.ts";
import type { Route } from "./route.ts";
import type { Serving } from "./serve-route.ts";

/**
 * Metadata may change under a request: by the time its statement comes, a table or column is called otherwise. That statement has
 * failed and with it all the request would have written, so the request is done once more from its admission, under what is in
 * force by now. Raises DATABASE_SCHEMA_CHANGED where it has changed again, DATABASE_STATEMENT_FAILED where it has not changed.
 */
export async function underNewestMetadata(
  { renewed }: Pick<Serving, "renewed">,
  { access }: Pick<Route, "access">,
  admitted: Call,
  answer: (call: Call) => Promise<Answer>,
): Promise<Answer> {
  const blame = (error: unknown, ctx: MemberCall["ctx"]) => {
    const { organization, registry } = ctx;
    return blameStatement(error, async () => (await renewed(organization.id, registry)) === registry);
  };
  // The call is its request's own and carries another context once it is admitted anew.
  const { ctx } = admitted as Partial<MemberCall>;
  try {
    return await answer(admitted);
  } catch (error) {
    const blamed = ctx ? await blame(error, ctx) : error;
    if (!ctx || !isSchemaChanged(blamed)) throw blamed;
  }
  const again = (await access.admit(admitted)) as MemberCall;
  const renewedCtx = again.ctx;
  try {
    return await answer(again);
  } catch (error) {
    throw await blame(error, renewedCtx);
  }
}
