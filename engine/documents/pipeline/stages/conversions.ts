import { claimConverted, presumeUnconverted } from "../../conversions/claim-converted.ts";
import { conversionsOf } from "../../conversions/conversions-of.ts";
import { insertConvertedLines } from "../../conversions/converted-lines.ts";
import type { Stage } from "../../run/stage.ts";
import { isLive } from "../../run/work.ts";
import { referencesTo } from "../references.ts";

/**
 * Quantities taken from other documents, and documents that took from this one: what is made by conversion takes from its
 * source when it becomes live; what others build on cannot be cancelled. Asked once the document's row is ours, so that
 * nobody comes in between unseen.
 */
export const conversions: Stage = {
  name: "conversions",
  isFor: ({ becomes }) => becomes !== "deleted",
  contribute({ request: { ctx, doctype, becomes, converts }, isFree }, works, plan) {
    for (const work of works) {
      if (becomes === "cancelled") {
        plan.send(referencesTo(ctx, doctype, work.id, "submitted"));
        plan.send(conversionsOf(ctx, doctype, work.id));
        continue;
      }
      if (converts) plan.with(insertConvertedLines(converts, work.document, plan.written));
      const mayTake = converts !== undefined || work.stored;
      if (!mayTake || !isLive(work)) continue;
      if (isFree && !converts) presumeUnconverted(plan, work);
      else for (const look of claimConverted(work)) plan.send(look);
    }
  },
};
