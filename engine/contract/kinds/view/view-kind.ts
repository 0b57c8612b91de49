import type { View } from "../../types/index.ts";
import type { Kind } from "../kind.ts";
import { treeView } from "./lints/tree-view.ts";
import { viewLabels } from "./lints/view-labels.ts";
import { viewTotals } from "./lints/view-totals.ts";
import schema from "./view.schema.json" with { type: "json" };
import { viewReferences } from "./view-references.ts";
import { viewSlots } from "./view-slots.ts";

/** A list or tree of documents. */
export const viewKind: Kind<{ id: "view"; plural: "views"; artefact: View }> = {
  id: "view",
  plural: "views",
  place: "views/<id>.json",
  schema,
  nameIn: "id",
  unknown: "METADATA_VIEW_UNKNOWN",
  onlyFor: ({ doctype, is_default }) => (is_default ? { doctype, property: "is_default" } : null),
  references: viewReferences,
  slots: viewSlots,
  lints: [treeView, viewLabels, viewTotals],
};
