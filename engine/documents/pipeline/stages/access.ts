import { each, type Stage } from "../../run/stage.ts";

/** Raises ACCESS_DENIED where no role of the principal grants the action at all; row rules are looked at once it is known what becomes of the document. */
export const access: Stage = {
  name: "access",
  check: (run, works) =>
    each(run, works, (work) => {
      const { ctx, doctype, action } = run.request;
      ctx.access.assertCan(doctype.id, action);
      return work;
    }),
};
