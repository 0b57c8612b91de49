import { type Lint, problem } from "../../../lints/lint.ts";
import type { Module } from "../../../types/index.ts";

/** A menu opens a view of the doctype it names. */
export const menuView: Lint<Module> = {
  id: "menu-view",
  phase: "structure",
  check: ({ artefact, file }, { model }) =>
    Object.entries(artefact.menu).flatMap(([group, { items }]) =>
      items.flatMap((item, index) => {
        if (!("doctype" in item) || item.view === undefined) return [];
        const view = model.get("view", item.view);
        if (!view || view.doctype === item.doctype) return [];
        const path = ["menu", group, "items", index, "view"];
        return [problem(file, path, "METADATA_MENU_VIEW", { view: item.view, doctype: item.doctype })];
      }),
    ),
};
