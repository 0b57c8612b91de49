import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fail } from "../../kernel/index.ts";
import type { FileStore } from "../types.ts";
import { assertKey } from "./file-key.ts";

/** Attachments as files below a folder, two levels deep so that no folder grows too large. */
export function createDiskStore(folder: string): FileStore {
  const pathOf = (key: string) => {
    assertKey(key);
    return join(folder, key.slice(0, 2), key.slice(2, 4), key);
  };
  return {
    async put(key, bytes) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // Complete or absent: a crash in between leaves only the temporary name.
      const temporary = `${path}.part`;
      const file = await open(temporary, "w", 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
    },

    async get(key) {
      const file = await open(pathOf(key), "r").catch((cause: unknown) => fail("FILE_MISSING", {}, { cause }));
      return createReadStream("", { fd: file });
    },

    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
  };
}
