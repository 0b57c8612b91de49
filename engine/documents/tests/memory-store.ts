import { Readable } from "node:stream";
import { fail } from "../../kernel/index.ts";
import type { FileStore } from "../types.ts";

/** Files in memory. */
export function memoryStore(): FileStore & { readonly keys: ReadonlySet<string> } {
  const bytes = new Map<string, Uint8Array>();
  return {
    get keys() {
      return new Set(bytes.keys());
    },
    async put(key, content) {
      bytes.set(key, content);
    },
    async get(key) {
      return Readable.from([Buffer.from(bytes.get(key) ?? fail("FILE_MISSING"))]);
    },
    async remove(key) {
      bytes.delete(key);
    },
  };
}
