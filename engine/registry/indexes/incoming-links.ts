import type { ResolvedDoctype } from "../../contract/index.ts";
import type { Registry } from "../types.ts";
import { groupBy } from "./group-by.ts";

type IncomingLink = ReturnType<Registry["linksTo"]>[number];

/** Links of all documents and their rows, by the doctype they lead to. */
export function incomingLinks(doctypes: Registry["doctypes"]): ReadonlyMap<string, readonly IncomingLink[]> {
  const links = [...doctypes.values()]
    .filter(({ kind }) => kind !== "child")
    .flatMap((doctype) => [
      ...linksOf(doctype, doctype.id, null),
      ...doctype.fieldList.flatMap((field) =>
        field.type === "table" ? linksOf(field.child, doctype.id, field.id) : [],
      ),
    ]);
  return groupBy(links, ({ to }) => to);
}

function linksOf(shape: ResolvedDoctype, doctype: string, table: string | null) {
  return shape.fieldList.flatMap((field) => {
    if (field.type === "link") return [{ to: field.to, doctype, table, field: field.id }];
    if (field.type === "dynamic_link") return field.to.map((to) => ({ to, doctype, table, field: field.id }));
    return [];
  });
}
