import type { Print } from "../../types/index.ts";
import type { Kind } from "../kind.ts";
import { printExpand } from "./lints/print-expand.ts";
import schema from "./print.schema.json" with { type: "json" };
import { printReferences } from "./print-references.ts";
import { printSlots } from "./print-slots.ts";

/** A document on paper. */
export const printKind: Kind<{ id: "print"; plural: "prints"; artefact: Print }> = {
  id: "print",
  plural: "prints",
  place: "prints/<id>.json",
  schema,
  nameIn: "id",
  references: printReferences,
  slots: printSlots,
  lints: [printExpand],
};
