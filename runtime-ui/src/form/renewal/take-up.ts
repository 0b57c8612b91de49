import type { DocumentAnswer } from "../../../../engine/http/api-types.ts";
import { blankValues, loadedValues } from "../model/form-rows.ts";
import type { FormStore } from "../model/form-store.ts";
import type { FormModel, FormValues } from "../model/types.ts";
import { type Carried, carryOver, type FormShape, type LostPlace, shapeOf } from "./carry-over.ts";

/** What was typed, and under which form. */
export interface TypedWork {
  readonly values: FormValues;
  /** The document the work began from; null for a new one. */
  readonly stored: DocumentAnswer | null;
  readonly shape: FormShape;
  /** What had no place when the work was taken over before. */
  readonly lost: readonly LostPlace[];
}

export function typedWork({ model, getState }: FormStore, lost: readonly LostPlace[]): TypedWork {
  const { values, stored } = getState();
  return { values, stored, shape: shapeOf(model), lost };
}

export interface TakenUp extends Carried {
  readonly stored: DocumentAnswer | null;
}

/** Goes on with typed work in the form as it is by now; `document`: as it is stored now. */
export function takeUp(work: TypedWork, model: FormModel, document: DocumentAnswer | null): TakenUp {
  const isNewest = work.stored?.version === document?.version;
  if (isNewest && JSON.stringify(work.shape) === JSON.stringify(shapeOf(model))) {
    return { values: work.values, stored: document, lost: work.lost };
  }
  const before = work.stored && valuesUnder(work.shape, work.stored);
  const stored = isNewest ? document : work.stored && storedUnder(work.shape, work.stored, model);
  const base = stored ? loadedValues(model, stored) : blankValues(model.doctype, model.tables, {});
  const { values, lost } = carryOver({ from: work.shape, to: model, typed: work.values, before, base });
  return { values, stored, lost: [...work.lost, ...lost] };
}

/** All that was typed, where there is no form any more that could take it. */
export function leftOver({ shape, stored, values, lost }: TypedWork): readonly LostPlace[] {
  const before = stored && valuesUnder(shape, stored);
  return [...lost, ...carryOver({ from: shape, to: null, typed: values, before, base: {} }).lost];
}

/** A stored document as the form kept it whose fields were these. */
function valuesUnder({ tables }: FormShape, stored: DocumentAnswer): FormValues {
  const rows = Object.keys(tables).map((id) => [
    id,
    ((stored[id] ?? []) as readonly FormValues[]).map((row) => ({ ...row, $key: String(row["id"]) })),
  ]);
  return { ...stored, ...Object.fromEntries(rows) };
}

/** The document the work began from, where somebody has replaced it since: saving must still be told against that one. */
function storedUnder(shape: FormShape, stored: DocumentAnswer, model: FormModel): DocumentAnswer {
  const typed = valuesUnder(shape, stored);
  const { values } = carryOver({ from: shape, to: model, typed, before: null, base: stored });
  return values as DocumentAnswer;
}
