import { mustExist } from "../../../kernel/index.ts";
import type { Stage } from "../../run/stage.ts";
import { viewOf, type Work } from "../../run/work.ts";
import type { WriteRequest } from "../../run/write-request.ts";

/** Numbers are drawn on create or on submit, as the metadata says, behind everything else (docs/adr/0004). */
export const number: Stage = {
  name: "number",
  isFor: ({ doctype, becomes }) => doctype.compiled.number !== null && becomes !== "cancelled" && becomes !== "deleted",
  contribute({ request }, works, plan) {
    const due = works.filter((work) => isNumberDue(request, work));
    if (due.length === 0) return;
    const { series } = mustExist(request.doctype.compiled.number, "a number series");
    const drawn = due.map((work) => ({
      id: work.id,
      series: series.render(work.environments({ document: viewOf(work) })),
    }));
    plan.drawNumbers({ doctype: request.doctype, due: drawn, isStored: request.isStored });
  },
};

function isNumberDue({ doctype, becomes, isStored }: WriteRequest, { document }: Work): boolean {
  if (document.number) return false;
  return doctype.compiled.number?.on === "submit" ? becomes === "submitted" : !isStored;
}
