import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import type { MetaAnswer } from "../../../engine/http/api-types.ts";
import type { LocalizedText } from "../../../engine/kernel/index.ts";
import { listDocuments, TITLE } from "../api/documents.ts";
import { documentTitle } from "../meta/titles.ts";
import { useAddresses } from "../meta/use-addresses.ts";
import { useTextContext } from "../shared/use-text-context.ts";

const PER_DOCTYPE = 4;
const QUERY_LENGTH_MIN = 2;

export interface FoundDocument {
  readonly to: string;
  readonly title: string;
  readonly label: LocalizedText;
  readonly icon: string | undefined;
}

function searchable(meta: MetaAnswer): readonly string[] {
  return Object.values(meta.doctypes)
    .filter((doctype) => doctype.kind === "document" && (doctype.search?.length ?? 0) > 0)
    .map((doctype) => doctype.id);
}

/** Documents of every searchable kind that match; one small request per kind, shown as they come. */
export function useDocumentSearch(query: string): {
  readonly items: readonly FoundDocument[];
  readonly isSearching: boolean;
} {
  const context = useTextContext();
  const { meta } = context;
  const to = useAddresses();
  const doctypes = useMemo(() => searchable(meta), [meta]);
  const results = useQueries({
    queries: doctypes.map((id) => ({
      queryKey: ["doctype", id, "search", query],
      enabled: query.length >= QUERY_LENGTH_MIN,
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        listDocuments(id, { search: query, limit: PER_DOCTYPE, fields: [TITLE] }, signal),
    })),
  });
  const items = results.flatMap((result, index) => {
    const doctype = meta.doctypes[doctypes[index]!]!;
    return (result.data?.items ?? []).map((document) => ({
      to: to.document(doctype.id, document.id),
      title: documentTitle(context, doctype.id, document),
      label: doctype.label,
      icon: doctype.icon,
    }));
  });
  return { items, isSearching: results.some((result) => result.isFetching) };
}
