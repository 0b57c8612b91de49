import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import type { DocumentAnswer, HistoryAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { listDocuments, TITLE } from "../../api/documents.ts";
import type { TextContext } from "../../format/field-text.ts";
import { documentTitle } from "../../meta/titles.ts";
import { useTextContext } from "../../shared/use-text-context.ts";
import { changedField } from "./change-texts.ts";

/** Titles by id, of documents this person may read. */
export type ChangeTitles = ReadonlyMap<string, string>;

type Entry = Pick<HistoryAnswer, "changes">;

const IDS_MAX = 200;

/** What the documents are called that links pointed to before and after: the history keeps their ids. */
export function useChangeTitles(doctype: MetaDoctype, entries: readonly Entry[]): ChangeTitles {
  const context = useTextContext();
  const { meta } = context;
  const wanted = useMemo(() => [...linkedIds(meta, doctype, entries)], [meta, doctype, entries]);
  const answers = useQueries({
    queries: wanted.map(([target, ids]) => ({
      queryKey: ["doctype", target, "titles", ids],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => {
        const filter = { field: "id", op: "in" as const, value: ids };
        return listDocuments(target, { filter, fields: [TITLE], limit: ids.length }, signal);
      },
    })),
    combine: (results) => results.map(({ data }) => (data?.items ?? []) as readonly DocumentAnswer[]),
  });
  return useMemo(() => {
    const titles = answers.flatMap((items, index) =>
      items.map((item) => [item.id, documentTitle(context, wanted[index]![0], item)] as const),
    );
    return new Map(titles);
  }, [answers, wanted, context]);
}

/** The ids of links that were changed, by doctype; of doctypes this person does not see there is nothing to ask. */
export function linkedIds(
  meta: TextContext["meta"],
  doctype: MetaDoctype,
  entries: readonly Entry[],
): ReadonlyMap<string, readonly string[]> {
  const wanted = new Map<string, Set<string>>();
  const want = (target: unknown, id: unknown) => {
    if (typeof target !== "string" || typeof id !== "string" || !meta.doctypes[target]) return;
    wanted.set(target, (wanted.get(target) ?? new Set()).add(id));
  };
  for (const change of entries.flatMap(({ changes }) => changes)) {
    const field = changedField(meta, doctype, change);
    for (const value of [change.before, change.after]) {
      if (field?.type === "link") want(field.to, value);
      const dynamic = value as { readonly type?: unknown; readonly id?: unknown } | null;
      if (field?.type === "dynamic_link") want(dynamic?.type, dynamic?.id);
    }
  }
  return new Map([...wanted].map(([target, ids]) => [target, [...ids].slice(0, IDS_MAX)]));
}
