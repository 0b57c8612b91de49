import { hash } from "node:crypto";

/** JSON with the members of every object in order of their names, so that equal data has equal text. */
export function canonicalJson(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  let text = "";
  if (Array.isArray(value)) {
    for (const member of value as readonly unknown[])
      text += `${text === "" ? "" : ","}${canonicalJson(member ?? null)}`;
    return `[${text}]`;
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const name of sortedNames(members)) {
    const member = members[name];
    if (member !== undefined) text += `${text === "" ? "" : ","}${quoted(name)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** Nothing in it that JSON writes with a backslash. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));

/** Up to here it is quicker to put names in their places one by one: half of what a small create's key costs was sorting. */
const FEW = 32;

function sortedNames(members: object): readonly string[] {
  const names = Object.keys(members);
  if (names.length > FEW) return names.sort();
  for (let index = 1; index < names.length; index++) {
    const name = names[index]!;
    let place = index;
    for (; place > 0 && names[place - 1]! > name; place--) names[place] = names[place - 1]!;
    names[place] = name;
  }
  return names;
}

export function sha256(text: string | Uint8Array): string {
  return hash("sha256", text, "hex");
}
