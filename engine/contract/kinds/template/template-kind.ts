import { asDeclared } from "../../compile/expression-reads.ts";
import type { Template } from "../../types/index.ts";
import type { Kind } from "../kind.ts";
import schema from "./template.schema.json" with { type: "json" };

/** The text of a print-out. It is metadata like any other: an organization's layer brings or changes it. */
export const templateKind: Kind<{
  id: "template";
  plural: "templates";
  artefact: Template;
  resolved: Template;
  shown: never;
}> = {
  id: "template",
  plural: "templates",
  place: "templates/<id>.hbs",
  writtenIn: "handlebars",
  schema,
  nameIn: null,
  unknown: "METADATA_TEMPLATE_UNKNOWN",
  lints: [],
  compile: asDeclared,
};
