import { fieldText, type TextContext } from "../../format/field-text.ts";

type Row = Readonly<Record<string, unknown>>;

export const rowsIn = (value: unknown): readonly Row[] => (Array.isArray(value) ? (value as readonly Row[]) : []);

/** How rows differ from those they come from: a line for each that changed, came or went, with what is typed in it. */
export function rowTexts(context: TextContext, child: string, value: unknown, base: unknown): readonly string[] {
  const [rows, before] = [rowsIn(value), rowsIn(base)];
  const told = rows.flatMap((row, index) => {
    const same = before.find(({ id }) => id === row["id"]);
    const changed = typedFields(context, child).filter(
      ([id]) => JSON.stringify(row[id] ?? null) !== JSON.stringify(same?.[id] ?? null),
    );
    const texts = changed.flatMap(([id, field]) => {
      const text = fieldText(context, field, id, row) || (same ? "—" : "");
      return text && text !== "…" ? [`${field.label[context.language]} ${text}`] : [];
    });
    return texts.length > 0 ? [`${index + 1} : ${texts.join(", ")}`] : [];
  });
  const gone = before.flatMap((row, index) => (rows.some(({ id }) => id === row["id"]) ? [] : [`− ${index + 1}`]));
  return [...told, ...gone];
}

function typedFields({ meta }: TextContext, child: string) {
  return Object.entries(meta.doctypes[child]?.fields ?? {}).filter(
    ([, field]) => field.formula === undefined && field.type !== "computed" && field.type !== "table",
  );
}
