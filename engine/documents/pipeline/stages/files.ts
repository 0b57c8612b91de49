import { claimFiles } from "../../files/claim-files.ts";
import type { Stage } from "../../run/stage.ts";

/** Files a document's fields hold become the document's own, readable by all who read it. */
export const files: Stage = {
  name: "files",
  isFor: ({ becomes }) => becomes !== "cancelled" && becomes !== "deleted",
  contribute(_run, works, plan) {
    for (const work of works) claimFiles(plan, work);
  },
};
