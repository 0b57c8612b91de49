import type { View } from "../../../engine/contract/types/index.ts";

const CONDITION = /^(!?)\s*([a-z][a-z0-9_]*)(?:\s*==\s*('[^']*'|"[^"]*"|true|false|-?\d+(?:\.\d+)?))?$/;

/** Values that a document must have to be shown by the view, as far as its filter names them: a new one begins with them. */
export function viewValues({ filter = "" }: Pick<View, "filter">): Readonly<Record<string, string>> {
  if (filter.includes("||")) return {};
  const entries = filter.split("&&").flatMap((part) => {
    const [, not = "", field, literal] = CONDITION.exec(part.trim()) ?? [];
    if (!field || (not && literal)) return [];
    const value = literal === undefined ? String(not === "") : literal.replace(/^['"]|['"]$/g, "");
    return [[field, value] as const];
  });
  return Object.fromEntries(entries);
}
