import type { DocumentAnswer } from "../../../../engine/http/api-types.ts";
import { rowsOf } from "../model/form-rows.ts";
import type { FormStore } from "../model/form-store.ts";
import { mergeRows } from "./merge-rows.ts";
import { rowsIn } from "./row-texts.ts";

/** Starts the form over from what is stored by now, and puts what was typed in these fields back over it. */
export function keepTyped(store: FormStore, fresh: DocumentAnswer, fields: readonly string[]): void {
  const { values: typed, stored } = store.getState();
  const expanded = typed["$expanded"] as Record<string, { readonly title: string | null }> | undefined;
  store.load(fresh);
  for (const field of fields) {
    const child = store.model.tables[field];
    if (child) {
      const theirs = rowsOf(store.getState().values, field);
      store.setRows(field, mergeRows(child, { base: rowsIn(stored?.[field]), theirs, yours: rowsOf(typed, field) }));
      continue;
    }
    const title = expanded?.[field]?.title;
    store.setField(field, typed[field], title === undefined ? undefined : { title });
  }
}
