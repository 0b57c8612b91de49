import type { MetaDoctype } from "../../../../engine/http/api-types.ts";
import { fieldText, type TextContext } from "../../format/field-text.ts";
import type { FormValues } from "../model/types.ts";
import { typedColumns } from "./conflict-places.ts";

const TOLD_MAX = 4;

/** A row as one would name it: what is typed in its first columns. */
export function rowText(context: TextContext, child: MetaDoctype, row: FormValues, header: FormValues): string {
  const texts = typedColumns(child).flatMap((id) => {
    const field = child.fields[id];
    const text = field ? fieldText(context, field, id, row, header) : "";
    return field && text && text !== "…" ? [`${field.label[context.language]} ${text}`] : [];
  });
  return texts.slice(0, TOLD_MAX).join(" · ");
}
