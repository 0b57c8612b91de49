import { diffDocuments } from "../../history/diff-documents.ts";
import { each, type Stage } from "../../run/stage.ts";

/** What the history will tell; where it is nothing, nothing is written. */
export const history: Stage = {
  name: "history",
  check: (run, works) =>
    each(run, works, (work) => ({
      ...work,
      changes: diffDocuments(work.doctype, work.stored ?? null, work.document),
    })),
};
