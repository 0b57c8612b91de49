import type { LocalizedText } from "../../kernel/index.ts";

/** A column of a list: a field, or a path over links, with the label of every step. */
export interface LabelledPath {
  readonly path: string;
  readonly steps: readonly LocalizedText[];
}

/**
 * One heading per column: its own words where the view has some, else the label of its last field, with its owner in front
 * (`Author › Name`) where another column, or a field of the doctype itself, reads the same.
 */
export function columnLabels(
  columns: readonly LabelledPath[],
  own: Readonly<Record<string, LocalizedText>> = {},
  fields: readonly LocalizedText[] = [],
): readonly LocalizedText[] {
  const plain = columns.map(({ path, steps }) => own[path] ?? lastOf(steps));
  return columns.map(({ path, steps }, index) => {
    const label = plain[index]!;
    const others = [...plain.filter((_, at) => at !== index), ...fields];
    const isShared = others.some(({ fr, en }) => fr === label.fr || en === label.en);
    return own[path] || steps.length < 2 || !isShared ? label : withOwner(steps);
  });
}

const EMPTY: LocalizedText = { fr: "", en: "" };
const lastOf = (steps: readonly LocalizedText[]): LocalizedText => steps.at(-1) ?? EMPTY;

const withOwner = (steps: readonly LocalizedText[]): LocalizedText => ({
  fr: steps.map(({ fr }) => fr).join(" › "),
  en: steps.map(({ en }) => en).join(" › "),
});
