import { checkRowAccess } from "../../checks/check-access.ts";
import { each, type Stage } from "../../run/stage.ts";
import { assertMovable } from "../workflow-moves.ts";

/**
 * Rights on the document as it was and as it will be. What is offered to people goes as far as this stage, so that nothing
 * else is offered than is let in; what the values say is judged afterwards. Raises ACCESS_ROW_DENIED, FIELD_LEVEL_DENIED.
 */
export const permit: Stage = {
  name: "permit",
  check: (run, works) =>
    each(run, works, (work) => {
      const grants = checkRowAccess(work);
      assertMovable(work.doctype, work.move, grants);
      return { ...work, grants };
    }),
};
