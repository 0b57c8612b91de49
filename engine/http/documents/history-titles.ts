import { fieldIndex } from "../../calculation/index.ts";
import type { Documents, HistoryEntry, RequestContext } from "../../documents/index.ts";
import { type Target, targetOf, titlesOfTargets } from "./linked-titles.ts";

type Change = HistoryEntry["changes"][number];

/**
 * Adds to each entry what the documents are called that its links pointed to before and after: the history keeps their ids.
 * Of a creation nothing is added, since the document itself names what it began with.
 */
export async function withChangeTitles<E extends HistoryEntry>(
  documents: Documents,
  ctx: RequestContext,
  doctypeId: string,
  entries: readonly E[],
): Promise<readonly (E & { readonly titles: Readonly<Record<string, string>> })[]> {
  const { byId } = fieldIndex(ctx.registry.doctype(doctypeId));
  const targetsOf = ({ field, row, column, before, after }: Change): readonly Target[] => {
    const header = byId.get(field);
    const changed =
      header?.type === "table" && row !== undefined ? fieldIndex(header.child).byId.get(column ?? "") : header;
    return changed ? [before, after].flatMap((value) => targetOf(changed, value) ?? []) : [];
  };
  const targetsIn = ({ verb, changes }: E) => (verb === "create" ? [] : changes.flatMap(targetsOf));
  const titles = await titlesOfTargets(documents, ctx, entries.flatMap(targetsIn));
  return entries.map((entry) => {
    const told = targetsIn(entry).flatMap(({ id }) => {
      const title = titles.get(id);
      return title ? [[id, title] as const] : [];
    });
    return { ...entry, titles: Object.fromEntries(told) };
  });
}
