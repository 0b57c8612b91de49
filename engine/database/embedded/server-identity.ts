import { createHash } from "node:crypto";
import { chmod, mkdir, realpath, stat, symlink } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/** The user a server process runs as; Postgres refuses to run as root, so root hands over to `nobody`. */
export interface ServerIdentity {
  readonly uid: number;
  readonly gid: number;
}

const NOBODY: ServerIdentity = { uid: 65534, gid: 65534 };

/** Where root puts clusters when the wanted folder lies where `nobody` cannot go, e.g. below /root. */
const SHARED_FOLDER = "/var/lib/perfex";

/** Null when the server may simply run as the current user. */
export function serverIdentity(): ServerIdentity | null {
  return process.getuid?.() === 0 ? NOBODY : null;
}

/** True when every folder on the way to `path` lets other users pass. */
export async function isTraversable(path: string): Promise<boolean> {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const mode = (await stat(folder).catch(() => null))?.mode;
    if (mode !== undefined && (mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/**
 * Makes the data folder and returns its real path. When the server's user could not reach it, the folder becomes a symbolic
 * link to a place below /var/lib/perfex, so that the person still finds the data where they asked for it.
 */
export async function prepareDataFolder(dataDir: string, identity: ServerIdentity | null): Promise<string> {
  const wanted = resolve(dataDir);
  const existing = await realpath(wanted).catch(() => null);
  if (existing) return existing;
  if (!identity || (await isTraversable(dirname(wanted)))) {
    await mkdir(wanted, { recursive: true });
    await chmod(wanted, 0o755);
    return await realpath(wanted);
  }
  const name = createHash("sha1").update(wanted).digest("hex").slice(0, 12);
  const actual = join(SHARED_FOLDER, name);
  await mkdir(actual, { recursive: true, mode: 0o755 });
  await mkdir(dirname(wanted), { recursive: true });
  await symlink(actual, wanted);
  return actual;
}
