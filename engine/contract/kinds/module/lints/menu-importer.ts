import { type Lint, problem } from "../../../lints/lint.ts";
import type { Module } from "../../../types/index.ts";

/** A menu entry that imports files names a function that is an importer. */
export const menuImporter: Lint<Module> = {
  id: "menu-importer",
  phase: "structure",
  check: ({ artefact, file }, { model }) =>
    Object.entries(artefact.menu).flatMap(([group, { items }]) =>
      items.flatMap((item, index) => {
        if (!("importer" in item) || model.get("function", item.importer)?.importer) return [];
        const path = ["menu", group, "items", index, "importer"];
        return [problem(file, path, "METADATA_MENU_IMPORTER", { id: item.importer })];
      }),
    ),
};
