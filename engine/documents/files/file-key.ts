import { randomBytes } from "node:crypto";
import { fail } from "../../kernel/index.ts";

const KEY = /^[0-9a-f]{48}$/;

/** A name nobody can guess and that holds nothing of the file's own name. */
export const newFileKey = (): string => randomBytes(24).toString("hex");

/** Raises FILE_KEY_INVALID: only keys the engine made reach a store. */
export function assertKey(key: string): void {
  if (!KEY.test(key)) fail("FILE_KEY_INVALID");
}
