import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { fail } from "../../kernel/index.ts";
import type { NativeFiles } from "./native-files.ts";
import type { ServerIdentity } from "./server-identity.ts";

const run = promisify(execFile);

/** The folder Postgres owns, and the password of its superuser `perfex`. */
export interface Cluster {
  readonly folder: string;
  readonly password: string;
  readonly logFile: string;
}

/**
 * Opens the cluster below the data folder, creating it at first use. A creation that was interrupted leaves nothing behind
 * that looks like a cluster. Raises EMBEDDED_POSTGRES_VERSION, EMBEDDED_POSTGRES_DATA_FOREIGN, EMBEDDED_POSTGRES_FAILED.
 */
export async function openCluster(
  native: NativeFiles,
  dataDir: string,
  identity: ServerIdentity | null,
  isDurable: boolean,
): Promise<Cluster> {
  const folder = join(dataDir, "cluster");
  const passwordFile = join(dataDir, "password");
  const logFile = join(dataDir, "server.log");
  const version = await readText(join(folder, "PG_VERSION"));
  const password = await readText(passwordFile);
  if (version === null) {
    const fresh = password ?? randomBytes(24).toString("base64url");
    await writeFile(passwordFile, fresh, { mode: 0o600 });
    await createCluster(native, { folder, password: fresh, logFile }, dataDir, identity, isDurable);
    return { folder, password: fresh, logFile };
  }
  if (version !== native.majorVersion)
    return fail("EMBEDDED_POSTGRES_VERSION", { dataDir, found: version, expected: native.majorVersion });
  if (password === null) return fail("EMBEDDED_POSTGRES_DATA_FOREIGN", { dataDir, passwordFile });
  return { folder, password, logFile };
}

async function readText(file: string): Promise<string | null> {
  return await readFile(file, "utf8").then(
    (text) => text.trim(),
    () => null,
  );
}

/** initdb works in a folder beside the final one, which is renamed only when complete. */
async function createCluster(
  native: NativeFiles,
  cluster: Cluster,
  dataDir: string,
  identity: ServerIdentity | null,
  isDurable: boolean,
): Promise<void> {
  const nursery = join(dataDir, "cluster.new");
  await rm(nursery, { recursive: true, force: true });
  await mkdir(nursery, { mode: 0o700 });
  const passwordFile = join(nursery, "password");
  await writeFile(passwordFile, cluster.password, { mode: 0o600 });
  if (identity) {
    await chown(passwordFile, identity.uid, identity.gid);
    await chown(nursery, identity.uid, identity.gid);
  }
  const options = [
    ...["-D", join(nursery, "data"), "-U", "perfex", "-E", "UTF8", "--no-instructions"],
    ...["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
    ...["--auth=scram-sha-256", `--pwfile=${passwordFile}`],
    ...(isDurable ? [] : ["--no-sync"]),
  ];
  await run(join(native.folder, "bin", "initdb"), options, { ...identity, cwd: "/" }).catch(
    (error: Error & { stderr?: string }) =>
      fail("EMBEDDED_POSTGRES_FAILED", { reason: error.stderr?.trim() || error.message, logFile: cluster.logFile }),
  );
  await rename(join(nursery, "data"), cluster.folder);
  await rm(nursery, { recursive: true, force: true });
}
