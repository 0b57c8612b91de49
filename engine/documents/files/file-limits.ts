import type { Field } from "../../contract/index.ts";

/** What a field takes. */
export interface FileLimits {
  readonly accept?: readonly string[];
  readonly max_bytes?: number;
}

const IMAGES: FileLimits = { accept: ["image/*"] };

export function fileLimits(field: Extract<Field, { type: "file" | "image" }>): FileLimits {
  return { ...(field.type === "image" ? IMAGES : {}), ...field };
}

export function isAccepted({ accept }: FileLimits, type: string): boolean {
  return accept?.some((wanted) => matchesType(wanted, type)) ?? true;
}

/** `image/*` accepts every image but SVG, which is a program. */
function matchesType(wanted: string, type: string): boolean {
  return wanted.endsWith("/*") ? type.startsWith(wanted.slice(0, -1)) && type !== "image/svg+xml" : wanted === type;
}
