import { ALL_KINDS, REGISTRY_KINDS } from "../kinds/all-kinds.ts";
import type { Kind } from "../kinds/kind.ts";
import type { FileKey, FilePlace } from "./metadata-file.ts";

type AnyKind = (typeof ALL_KINDS)[number];

/** What a file of a kind is, by its module and name. */
export function placeOf({ id: kind, place, plural, perModule }: AnyKind, module: string, name: string): FilePlace {
  if (isOwnFile({ place })) return { key: `${module}/${kind}`, kind, module, id: module };
  return { key: `${module}/${plural}/${name}`, kind, module, id: perModule ? `${module}.${name}` : name };
}

/** A module has one of them, not a folder of them. */
export const isOwnFile = ({ place }: Pick<Kind, "place">): boolean => !place.includes("<id>");

/** Takes a key apart, or returns undefined when it names no place of the folder convention that a layer may change. */
export function parseFileKey(key: FileKey): FilePlace | undefined {
  const found = parseAnyKey(key);
  return found && REGISTRY_KINDS.some(({ id }) => id === found.kind) ? found : undefined;
}

/** The same for what lies beside the metadata too. */
export function parseAnyKey(key: FileKey): FilePlace | undefined {
  const [module = "", folder = "", name = "", ...rest] = key.split("/");
  if (!/^[a-z][a-z0-9_]*$/.test(module) || rest.length > 0) return undefined;
  const kind = ALL_KINDS.find((one) => (isOwnFile(one) ? name === "" && one.id === folder : one.plural === folder));
  return kind && (isOwnFile(kind) || name !== "") ? placeOf(kind, module, name) : undefined;
}
