import type { Named, View } from "../../types/index.ts";
import { byDoctype } from "../../visible/by-doctype.ts";
import type { Sight } from "../../visible/sight.ts";
import { withoutPlaces } from "../../visible/without-places.ts";
import { generateList } from "./generate-list.ts";

export interface ShownViews {
  /** By doctype id, the default view first; a list is generated when the metadata declares none. */
  readonly views: Named<readonly View[]>;
}

export function visibleViews(sight: Sight): ShownViews {
  return {
    views: byDoctype(sight, ({ id, kind }) => (kind === "document" ? viewsOf(sight, id) : undefined)),
  };
}

/** A view of the documents that meet what the person may not know is none: without any, there is the generated list. */
function viewsOf(sight: Sight, doctype: string): readonly View[] {
  const views = sight.of("view", doctype).flatMap((view) => {
    const places = sight.withheldFrom("view", view.id);
    return places.has("/filter") ? [] : [withItsLabels(withoutPlaces(view, places, CHIPS))];
  });
  if (views.length > 0) return views;
  const resolved = sight.artefacts.doctypes.get(doctype);
  return resolved ? [generateList(resolved)] : [];
}

/** Headings of the columns there are. */
function withItsLabels(view: View): View {
  if (!view.labels) return view;
  const labels = Object.entries(view.labels).filter(([path]) => view.columns.includes(path));
  return { ...view, labels: Object.fromEntries(labels) };
}

/** A chip without its condition is none. */
const CHIPS = [/^\/filters\/[^/]+/];
