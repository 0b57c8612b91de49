import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Field, Named } from "../../../engine/contract/types/index.ts";
import type { MetaAnswer, MetaDoctype } from "../../../engine/http/api-types.ts";
import { getDocument, getTitled } from "../api/documents.ts";

function linksOf(fields: Named<Field>): readonly string[] {
  return Object.entries(fields).flatMap(([id, { type }]) => (type === "link" || type === "dynamic_link" ? [id] : []));
}

/** Every link of a document and its rows, so that one request brings all titles a form shows. */
export function formExpands(meta: MetaAnswer, doctype: MetaDoctype): readonly string[] {
  const rows = Object.entries(doctype.fields).flatMap(([id, field]) => {
    const child = field.type === "table" ? meta.doctypes[field.of] : undefined;
    return child ? linksOf(child.fields).map((column) => `${id}.${column}`) : [];
  });
  return [...linksOf(doctype.fields), ...rows];
}

export function documentQuery(meta: MetaAnswer, doctype: MetaDoctype, id: string) {
  const read = doctype.kind === "single" ? getDocument : getTitled;
  return queryOptions({
    // Under another revision its fields may be called otherwise.
    queryKey: ["doctype", doctype.id, "doc", id, "form", meta.revision],
    queryFn: () => read(doctype.id, id, formExpands(meta, doctype)),
    // What is on screen must be what is stored when one begins to type.
    staleTime: 0,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}
