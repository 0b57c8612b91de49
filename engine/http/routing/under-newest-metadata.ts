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
  const attempt = async (call: Call): Promise<Answer> => {
    // The call is its request's own and carries another context once it is admitted anew.
    const { ctx } = call as Partial<MemberCall>;
    try {
      return await answer(call);
    } catch (error) {
      if (!ctx) throw error;
      const { organization, registry } = ctx;
      throw await blameStatement(error, async () => (await renewed(organization.id, registry)) === registry);
    }
  };
  try {
    return await attempt(admitted);
  } catch (error) {
    if (!isSchemaChanged(error) || !("ctx" in admitted)) throw error;
    return attempt(await access.admit(admitted));
  }
}
