import { readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fail } from "../../kernel/index.ts";

const LOCK_NAME = "perfex.lock";

/** Held by the one process that runs this data folder's database. */
export interface FolderLock {
  release(): void;
}

/** null when another living process holds it. */
export async function tryLockFolder(folder: string): Promise<FolderLock | null> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, LOCK_NAME);
  // Twice: a lock left by a process that was killed is taken away first.
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(path, String(process.pid), { flag: "wx" });
      return { release: () => releaseOwn(path) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (holderOf(path) !== null) return null;
      unlinkSync(path);
    }
  }
  return null;
}

/** Raises APP_DATA_FOLDER_IN_USE. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const lock = await tryLockFolder(folder);
  return lock ?? fail("APP_DATA_FOLDER_IN_USE", { folder, pid: holderOf(join(folder, LOCK_NAME)) ?? "?" });
}

/** The living process that holds the lock. A number that a process of something else got meanwhile does not count. */
function holderOf(path: string): number | null {
  const pid = Number(readTextOf(path));
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return null;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return null;
  }
  const commandLine = readTextOf(`/proc/${pid}/cmdline`);
  return commandLine === "" || /perfex|engine\/app\/main|jest/.test(commandLine) ? pid : null;
}

function readTextOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function releaseOwn(path: string): void {
  if (readTextOf(path) === String(process.pid)) unlinkSync(path);
}
