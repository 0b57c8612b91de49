import { callReferences } from "../../calls/call-places.ts";
import type { MetadataFile } from "../../metadata/metadata-file.ts";
import type { Filed, MetadataModel } from "../../metadata/metadata-model.ts";
import { fieldTargets } from "../../references/field-targets.ts";
import { type Reference, toField, toFields } from "../../references/reference.ts";
import type { Doctype, Field, TableField } from "../../types/index.ts";

export function doctypeReferences({ file, artefact }: Filed<Doctype>, model: MetadataModel): Reference[] {
  const { id } = artefact;
  return [
    ...Object.entries(artefact.fields).flatMap(([name, field]) => [
      ...fieldTargets(file, ["fields", name], field),
      ...namedByReferences(file, name, field, artefact, model),
      ...(field.type === "table" ? derivationReferences(file, name, field, artefact) : []),
      ...(field.type === "table" ? fillReferences(file, name, field, id) : []),
    ]),
    ...Object.entries(artefact.rules ?? {}).flatMap(([name, rule]) =>
      toField(file, ["rules", name, "at"], id, rule.at, "tables"),
    ),
    ...toFields(file, ["search"], id, artefact.search),
    ...Object.entries(artefact.indexes ?? {}).flatMap(([name, list]) => toFields(file, ["indexes", name], id, list)),
    ...Object.entries(artefact.unique ?? {}).flatMap(([name, list]) => toFields(file, ["unique", name], id, list)),
    ...toField(file, ["tree"], id, artefact.tree),
  ];
}

/** A child's amount may be in a currency of the header: then the path is looked up in each document that uses it. */
function namedByReferences(
  file: MetadataFile,
  id: string,
  field: Field,
  own: Doctype,
  model: MetadataModel,
): Reference[] {
  const [property, path] =
    field.type === "money" || field.type === "computed"
      ? ["currency", field.currency]
      : field.type === "quantity"
        ? ["unit", field.unit]
        : ["", undefined];
  if (path === undefined) return [];
  const at = ["fields", id, property];
  const [first = "", ...rest] = path.split(".");
  if (first === "doc") return model.usesOf(own.id).flatMap((use) => toField(file, at, use.doctype.id, rest.join(".")));
  if (own.kind !== "child" || Object.hasOwn(own.fields, first)) return toField(file, at, own.id, path);
  return model.usesOf(own.id).flatMap((use) => toField(file, at, use.doctype.id, path));
}

function derivationReferences(file: MetadataFile, id: string, field: TableField, doctype: Doctype): Reference[] {
  const { derive } = field;
  if (!derive) return [];
  const at = (...path: string[]) => ["fields", id, "derive", ...path];
  const columns = (part: "by" | "set") =>
    Object.keys(derive[part]).flatMap((column) => toField(file, at(part, column), field.of, column));
  return [...toField(file, at("each"), doctype.id, derive.each), ...columns("by"), ...columns("set")];
}

function fillReferences(file: MetadataFile, id: string, { fill, of }: TableField, doctype: string): Reference[] {
  if (!fill) return [];
  const at = ["fields", id, "fill"];
  const columns = Object.keys(fill.columns);
  return [
    ...callReferences(file, at, fill, doctype),
    ...columns.flatMap((column) => toField(file, [...at, "columns", column], of, column)),
  ];
}
