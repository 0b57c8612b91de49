import type { DocumentAnswer } from "../../../../engine/http/api-types.ts";
import { rowsOf } from "../model/form-rows.ts";
import type { FormStore } from "../model/form-store.ts";
import type { ConflictPlace, IsTheirs } from "./conflict-places.ts";
import { mergeRows } from "./merge-rows.ts";

/** Starts the form over from what is stored by now, and puts what one chose to keep back over it. */
export function keepTyped(
  store: FormStore,
  fresh: DocumentAnswer,
  places: readonly ConflictPlace[],
  isTheirs: IsTheirs,
): void {
  const { values: typed } = store.getState();
  const expanded = typed["$expanded"] as Record<string, { readonly title: string | null }> | undefined;
  store.load(fresh);
  for (const field of new Set(places.filter(({ key }) => !isTheirs(key)).map((place) => place.field))) {
    const child = store.model.tables[field];
    if (child) {
      const rows = { theirs: rowsOf(store.getState().values, field), yours: rowsOf(typed, field) };
      store.setRows(field, mergeRows(field, child, rows, isTheirs));
      continue;
    }
    const title = expanded?.[field]?.title;
    store.setField(field, typed[field], title === undefined ? undefined : { title });
  }
}
