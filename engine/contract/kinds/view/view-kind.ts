import { asDeclared } from "../../compile/expression-reads.ts";
import type { View } from "../../types/index.ts";
import { LISTS_BY_NAME } from "../../visible/shown-schemas.ts";
import type { Kind } from "../kind.ts";
import { generateList } from "./generate-list.ts";
import { treeView } from "./lints/tree-view.ts";
import { viewLabels } from "./lints/view-labels.ts";
import { viewTotals } from "./lints/view-totals.ts";
import schema from "./view.schema.json" with { type: "json" };
import { viewReferences } from "./view-references.ts";
import { viewSlots } from "./view-slots.ts";
import { type ShownViews, visibleViews } from "./visible-views.ts";

/** A list or tree of documents. */
export const viewKind: Kind<{
  id: "view";
  plural: "views";
  artefact: View;
  resolved: View;
  shown: ShownViews;
}> = {
  id: "view",
  plural: "views",
  place: "views/<id>.json",
  schema,
  ofDoctype: ({ doctype }) => doctype,
  onlyBy: ({ is_default }) => (is_default ? "is_default" : null),
  nameIn: "id",
  unknown: "METADATA_VIEW_UNKNOWN",
  references: viewReferences,
  slots: viewSlots,
  lints: [treeView, viewLabels, viewTotals],
  compile: asDeclared,
  generate: generateList,
  compare: (one, other) => Number(other.is_default ?? false) - Number(one.is_default ?? false),
  shownAs: { views: LISTS_BY_NAME },
  visible: visibleViews,
};
