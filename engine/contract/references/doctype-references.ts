import type { FiledArtefact, MetadataModel } from "../metadata/metadata-model.ts";
import type { Doctype, Field, TableField } from "../types/index.ts";
import { type Reference, toArtefact, toField, toFields } from "./reference.ts";

export function doctypeReferences({ file, artefact }: FiledArtefact<"doctype">, model: MetadataModel): Reference[] {
  const { id } = artefact;
  return [
    ...Object.entries(artefact.fields).flatMap(([name, field]) => [
      ...fieldTargets(file, ["fields", name], field),
      ...namedByReferences(file, name, field, artefact, model),
      ...(field.type === "table" ? derivationReferences(file, name, field, artefact) : []),
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

type File = FiledArtefact<"doctype">["file"];

/** Doctypes and ledgers a field leads to. */
export function fieldTargets(file: File, path: readonly string[], field: Field): Reference[] {
  switch (field.type) {
    case "link":
      return toArtefact(file, [...path, "to"], "doctype", field.to);
    case "dynamic_link":
      return field.to.flatMap((to, index) => toArtefact(file, [...path, "to", index], "doctype", to));
    case "table":
      return toArtefact(file, [...path, "of"], "doctype", field.of);
    case "computed":
      return toArtefact(file, [...path, "balance", "ledger"], "ledger", field.balance?.ledger);
    default:
      return [];
  }
}

/** A child's amount may be in a currency of the header: then the path is looked up in each document that uses it. */
function namedByReferences(file: File, id: string, field: Field, own: Doctype, model: MetadataModel): Reference[] {
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

function derivationReferences(file: File, id: string, field: TableField, doctype: Doctype): Reference[] {
  const { derive } = field;
  if (!derive) return [];
  const at = (...path: string[]) => ["fields", id, "derive", ...path];
  const columns = (part: "by" | "set") =>
    Object.keys(derive[part]).flatMap((column) => toField(file, at(part, column), field.of, column));
  return [...toField(file, at("each"), doctype.id, derive.each), ...columns("by"), ...columns("set")];
}
