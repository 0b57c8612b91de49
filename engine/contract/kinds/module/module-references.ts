import type { Filed } from "../../metadata/metadata-model.ts";
import { type Reference, toArtefact } from "../../references/reference.ts";
import type { Module } from "../../types/index.ts";

export function moduleReferences({ file, artefact }: Filed<Module>): Reference[] {
  const items = Object.entries(artefact.menu).flatMap(([group, { items: list }]) =>
    list.flatMap((item, index): Reference[] => {
      const path = ["menu", group, "items", index];
      if ("report" in item) return toArtefact(file, [...path, "report"], "report", item.report);
      if ("importer" in item) return toArtefact(file, [...path, "importer"], "function", item.importer);
      if (!("doctype" in item)) return [];
      const doctype = toArtefact(file, [...path, "doctype"], "doctype", item.doctype);
      return [...doctype, ...toArtefact(file, [...path, "view"], "view", item.view)];
    }),
  );
  const modules = (artefact.depends_on ?? []).flatMap((module, index) =>
    toArtefact(file, ["depends_on", index], "module", module),
  );
  return [...modules, ...items];
}
