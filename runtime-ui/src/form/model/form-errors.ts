import { rowsOf } from "./form-rows.ts";
import type { FormValues } from "./types.ts";

/** Messages by JSON pointer into the values: `/due_date`, `/lines/2/quantity`, `` for the document itself. */
export type FormErrors = Readonly<Record<string, string>>;

/**
 * What is still wrong after a change: what was said of a value stands as long as the value does, and goes along with its row
 * wherever that is moved to.
 */
export function errorsAfter(errors: FormErrors, before: FormValues, after: FormValues): FormErrors {
  const kept = Object.entries(errors).flatMap(([pointer, message]) => {
    const [, name = "", index, ...inRow] = pointer.split("/");
    if (index === undefined) return name !== "" && before[name] === after[name] ? [[pointer, message]] : [];
    const row = rowsOf(before, name)[Number(index)];
    const place = rowsOf(after, name).findIndex(({ $key }) => $key === row?.$key);
    const next = rowsOf(after, name)[place];
    const isSame = row && next && (inRow[0] === undefined || row[inRow[0]] === next[inRow[0]]);
    return isSame ? [[["", name, place, ...inRow].join("/"), message]] : [];
  });
  return Object.fromEntries(kept);
}
