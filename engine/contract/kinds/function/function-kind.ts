import { asDeclared } from "../../compile/expression-reads.ts";
import type { FunctionDeclaration } from "../../types/index.ts";
import { BY_NAME } from "../../visible/shown-schemas.ts";
import type { Kind } from "../kind.ts";
import schema from "./function.schema.json" with { type: "json" };
import { functionReferences } from "./function-references.ts";
import { functionSlots } from "./function-slots.ts";
import { functionDeclaration } from "./lints/function-declaration.ts";
import { type ShownImporters, visibleImporters } from "./visible-importers.ts";

/** An algorithm beside the metadata. */
export const functionKind: Kind<{
  id: "function";
  plural: "functions";
  artefact: FunctionDeclaration;
  resolved: FunctionDeclaration;
  shown: ShownImporters;
}> = {
  id: "function",
  plural: "functions",
  place: "functions/<id>/<id>.function.json",
  program: "functions/<id>/<id>.ts",
  schema,
  nameIn: "id",
  schemasIn: ["input", "output"],
  unknown: "METADATA_FUNCTION_UNKNOWN",
  references: functionReferences,
  slots: functionSlots,
  lints: [functionDeclaration],
  compile: asDeclared,
  shownAs: { importers: BY_NAME },
  visible: visibleImporters,
};
