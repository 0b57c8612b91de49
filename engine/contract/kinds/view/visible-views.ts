import type { Named, View } from "../../types/index.ts";
import { byDoctype } from "../../visible/by-doctype.ts";
import type { Sight } from "../../visible/sight.ts";
import { hiddenFields } from "../doctype/shown-doctypes.ts";

export interface ShownViews {
  /** By doctype id, the default view first; a list is generated when the metadata declares none. */
  readonly views: Named<readonly View[]>;
}

export function visibleViews(sight: Sight): ShownViews {
  return {
    views: byDoctype(sight, ({ id, kind }) =>
      kind === "document" ? sight.of("view", id).map((view) => visibleView(view, hiddenFields(sight, id))) : undefined,
    ),
  };
}

/** Chips whose condition reads a hidden field would be refused; they are left out with its column. */
function visibleView(view: View, hidden: ReadonlySet<string>): View {
  if (hidden.size === 0) return view;
  const isShown = (path: string) => !hidden.has(path.replace(/^-/, "").split(".")[0]!);
  const mentions = (expression: string) => [...hidden].some((field) => new RegExp(`\\b${field}\\b`).test(expression));
  const { filters, totals, sort, labels } = view;
  return {
    ...view,
    columns: view.columns.filter(isShown),
    ...(labels && { labels: Object.fromEntries(Object.entries(labels).filter(([path]) => isShown(path))) }),
    ...(sort && { sort: sort.filter(isShown) }),
    ...(totals && { totals: totals.filter(isShown) }),
    ...(filters && {
      filters: Object.fromEntries(Object.entries(filters).filter(([, { filter }]) => !mentions(filter))),
    }),
  };
}
