import type { DocumentAnswer } from "../../../../engine/http/api-types.ts";
import { rowsOf } from "../model/form-rows.ts";
import type { FormStore } from "../model/form-store.ts";
import type { FormValues } from "../model/types.ts";
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
  store.load(fresh);
  const isMine = ({ key }: ConflictPlace) => !isTheirs(key);
  const header = places.filter(({ field }) => !(field in store.model.tables));
  if (header.some(isMine)) {
    // What was chosen follows nothing, whichever side it is of.
    const chosen = header.map(
      (place) => [place.field, isMine(place) ? typed[place.field] : fresh[place.field]] as const,
    );
    store.setFields(Object.fromEntries(chosen), titlesOf(typed, header.filter(isMine)));
  }
  for (const [field, child] of Object.entries(store.model.tables)) {
    if (!places.some((place) => place.field === field && isMine(place))) continue;
    const rows = { theirs: rowsOf(store.getState().values, field), yours: rowsOf(typed, field) };
    store.setRows(field, mergeRows(field, child, rows, isTheirs));
  }
}

function titlesOf(typed: FormValues, places: readonly ConflictPlace[]): FormValues {
  const known = (typed["$expanded"] ?? {}) as FormValues;
  return Object.fromEntries(places.flatMap(({ field }) => (field in known ? [[field, known[field]]] : [])));
}
