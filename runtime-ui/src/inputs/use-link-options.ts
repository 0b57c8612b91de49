import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { MetaAnswer } from "../../../engine/http/api-types.ts";
import { type ListRequest, listDocuments, TITLE } from "../api/documents.ts";
import { looksOf } from "../field-types/field-looks.ts";
import { fieldText } from "../format/field-text.ts";
import { readsOf, resolveColumn } from "../meta/columns.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { offeredOrder } from "../meta/offered-order.ts";
import { documentTitle, titleFields } from "../meta/titles.ts";
import { useTextContext } from "../shared/use-text-context.ts";
import type { LinkOffer } from "./link-where.ts";

export interface LinkOption {
  readonly id: string;
  readonly title: string;
  /** What tells apart two documents of the same name. */
  readonly more: string;
}

const SHOWN = 20;
const MORE_COLUMNS = 3;

/** Columns shown under the title of a choice: the first of the list's that the title does not say already. */
export function moreColumns(meta: MetaAnswer, doctype: string) {
  const named = new Set(titleFields(meta, doctype));
  const columns = (meta.views[doctype]?.[0]?.columns ?? []).flatMap((path) => resolveColumn(meta, doctype, path) ?? []);
  const fit = columns.filter((column) => !named.has(column.path) && looksOf(column.field).cell !== "tick");
  return fit.slice(0, MORE_COLUMNS);
}

/** Documents a link field offers for what was typed. */
export function useLinkOptions(doctype: string, search: string, { where, sort }: LinkOffer, isOpen: boolean) {
  const meta = useMeta();
  const context = useTextContext();
  const columns = useMemo(() => moreColumns(meta, doctype), [meta, doctype]);
  const reads = readsOf(meta, columns);
  const request: ListRequest = {
    search: search || undefined,
    where: where === undefined ? [] : [where],
    // What is searched for comes in the order in which it fits.
    sort: sort ?? (search ? undefined : offeredOrder(meta, doctype)),
    limit: SHOWN,
    fields: [TITLE, ...reads.fields],
    expand: reads.expand,
  };
  const query = useQuery({
    queryKey: ["doctype", doctype, "options", request],
    queryFn: ({ signal }) => listDocuments(doctype, request, signal),
    enabled: isOpen,
    placeholderData: keepPreviousData,
  });
  const options = (query.data?.items ?? []).map((document): LinkOption => {
    const texts = columns.map((column) => fieldText(context, column.field, column.path, document));
    return {
      id: document.id,
      title: documentTitle(context, doctype, document),
      more: texts.filter(Boolean).join(" · "),
    };
  });
  return { options, isLoading: query.isPending && isOpen, isStale: query.isPending || query.isPlaceholderData };
}
