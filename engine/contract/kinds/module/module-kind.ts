import { asDeclared } from "../../compile/expression-reads.ts";
import type { Module } from "../../types/index.ts";
import { BY_NAME } from "../../visible/shown-schemas.ts";
import type { Kind } from "../kind.ts";
import { menuImporter } from "./lints/menu-importer.ts";
import { menuView } from "./lints/menu-view.ts";
import schema from "./module.schema.json" with { type: "json" };
import { moduleReferences } from "./module-references.ts";
import { type ShownModules, visibleModules } from "./visible-modules.ts";

/** A module: its menu and the modules it needs. */
export const moduleKind: Kind<{
  id: "module";
  plural: "modules";
  artefact: Module;
  resolved: Module;
  shown: ShownModules;
}> = {
  id: "module",
  plural: "modules",
  place: "module.json",
  schema,
  nameIn: "id",
  unknown: "METADATA_MODULE_UNKNOWN",
  references: moduleReferences,
  lints: [menuImporter, menuView],
  compile: asDeclared,
  shownAs: { modules: BY_NAME },
  visible: visibleModules,
};
