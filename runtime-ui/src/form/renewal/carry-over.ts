import type { Field, Named } from "../../../../engine/contract/types/index.ts";
import { type LocalizedText, mustExist } from "../../../../engine/kernel/index.ts";
import { isTyped } from "../dialogs/is-typed.ts";
import { defaultedFields, rowsOf } from "../model/form-rows.ts";
import type { FormModel, FormRow, FormValues } from "../model/types.ts";
import { carryRecord, type LostValue } from "./carry-record.ts";
import { presentField } from "./present-name.ts";

/** The fields into which one types, as they were when it was done. */
export interface FormShape {
  readonly fields: Named<Field>;
  readonly tables: Named<Named<Field>>;
}

/** A value without a place: of the document, or of a row of one of its tables. */
export interface LostPlace extends LostValue {
  readonly row?: { readonly table: LocalizedText; readonly number: number };
}

export interface Carried {
  readonly values: FormValues;
  readonly lost: readonly LostPlace[];
}

interface CarryingOver {
  readonly from: FormShape;
  /** Null where there is no such form any more. */
  readonly to: FormModel | null;
  readonly typed: FormValues;
  /** The document before anything was typed, under the names of then; null while it is new. */
  readonly before: FormValues | null;
  /** The same document under the names of now, or a blank one. */
  readonly base: FormValues;
}

const typedFields = (fields: Named<Field>): Named<Field> =>
  Object.fromEntries(Object.entries(fields).filter(([, field]) => isTyped(field)));

export function shapeOf({ doctype, tables }: Pick<FormModel, "doctype" | "tables">): FormShape {
  const children = Object.entries(tables).map(([id, { fields }]) => [id, typedFields(fields)] as const);
  return { fields: typedFields(doctype.fields), tables: Object.fromEntries(children) };
}

/** What was typed into a form, put by field into the form as it is by now; what has no place there any more is told. */
export function carryOver({ from, to, typed, before, base }: CarryingOver): Carried {
  const header = carryRecord({ fields: from.fields, to: to?.resolved ?? null, typed, before, base });
  const values: Record<string, unknown> = { ...header.values };
  const lost: LostPlace[] = [...header.lost];
  for (const [table, fields] of Object.entries(from.tables)) {
    const field = from.fields[table];
    if (!field) continue;
    const id = (to && presentField(table, from.fields, to.doctype.fields)) ?? "";
    const now = to?.doctype.fields[id];
    const child = now && isTyped(now) ? to?.tables[id] : undefined;
    const rows = rowsOf(typed, table).map((row, index) => {
      const was = before && rowsOf(before, table).find(({ $key }) => $key === row.$key);
      const stays = child && rowsOf(base, id).find(({ $key }) => $key === row.$key);
      const blank = { $auto: child ? defaultedFields(child) : [] };
      const carried = carryRecord({
        fields,
        to: child ? mustExist(to?.doctypes.get(child.id), child.id) : null,
        typed: row,
        before: was ?? null,
        base: { ...(stays ?? blank), ...(row["id"] ? { id: row["id"] } : {}), $key: row.$key },
      });
      lost.push(...carried.lost.map((one) => ({ ...one, row: { table: field.label, number: index + 1 } })));
      return carried.values as FormRow;
    });
    if (child) values[id] = rows;
  }
  return { values: { ...values, ...(typed["$intents"] ? { $intents: typed["$intents"] } : {}) }, lost };
}
