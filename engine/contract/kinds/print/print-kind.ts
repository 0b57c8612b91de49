import type { Print } from "../../types/index.ts";
import { LISTS_BY_NAME } from "../../visible/shown-schemas.ts";
import type { Kind } from "../kind.ts";
import { compilePrint } from "./compile-print.ts";
import { printExpand } from "./lints/print-expand.ts";
import schema from "./print.schema.json" with { type: "json" };
import { printReferences } from "./print-references.ts";
import { printSlots } from "./print-slots.ts";
import type { ResolvedPrint } from "./resolved-print.ts";
import { type ShownPrints, visiblePrints } from "./visible-prints.ts";

/** A document on paper. */
export const printKind: Kind<{
  id: "print";
  plural: "prints";
  artefact: Print;
  resolved: ResolvedPrint;
  shown: ShownPrints;
}> = {
  id: "print",
  plural: "prints",
  place: "prints/<id>.json",
  schema,
  ofDoctype: ({ doctype }) => doctype,
  nameIn: "id",
  references: printReferences,
  slots: printSlots,
  lints: [printExpand],
  compile: compilePrint,
  shownAs: { prints: LISTS_BY_NAME },
  visible: visiblePrints,
};
