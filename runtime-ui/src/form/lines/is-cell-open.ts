import type { Field } from "../../../../engine/contract/types/index.ts";
import type { MetaDoctype } from "../../../../engine/http/api-types.ts";
import { isFieldReadOnly } from "../field-rules.ts";
import type { OpenForm } from "../form-context.ts";
import type { FormConditions, FormRow } from "../model/types.ts";

export interface CellPlace {
  readonly form: OpenForm;
  readonly table: string;
  readonly child: MetaDoctype;
}

/** May this cell be changed, by whatever way: typed, emptied, pasted, duplicated? Asked of every way there is. */
export function isCellOpen(
  { form, table, child }: CellPlace,
  row: FormRow,
  { id, field }: { readonly id: string; readonly field: Field },
  conditions: FormConditions = form.store.getState().conditions,
): boolean {
  return !isFieldReadOnly(field, `${table}/${row.$key}/${id}`, form, child, conditions);
}
