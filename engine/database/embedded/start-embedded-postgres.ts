import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { chown, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fail, isPerfexError } from "../../kernel/index.ts";
import { type Cluster, openCluster } from "./create-cluster.ts";
import { completeSymlinks, copyNativeFiles, loadNativeFiles, type NativeFiles } from "./native-files.ts";
import { findRunningServer, removeStalePidFile, stopServer, waitUntil } from "./running-server.ts";
import { isTraversable, prepareDataFolder, type ServerIdentity, serverIdentity } from "./server-identity.ts";

export interface EmbeddedPostgresOptions {
  /** Folder for the cluster, its password and its log; made when absent. */
  readonly dataDir: string;
  /** TCP port on 127.0.0.1; a free one unless told. */
  readonly port?: number;
  /** Settings of postgresql.conf that differ from ours, e.g. `{ fsync: "off" }` in tests. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** Of the superuser, on the database `postgres`. */
  readonly url: string;
  /** The folder really used. */
  readonly dataDir: string;
  readonly logFile: string;
  /** Fast shutdown: clients are cut off, everything committed is on disk. */
  stop(): Promise<void>;
}

/** Durable, sized for a small company's machine. Just-in-time compilation costs more than it gains on short statements. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "256MB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",
  random_page_cost: "1.1",
  max_locks_per_transaction: "512",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_messages: "warning",
  // Refused statements are answered to the program, which decides what to log; the server's log keeps what is wrong with itself.
  log_min_error_statement: "panic",
  idle_in_transaction_session_timeout: "5min",
};

const START_ATTEMPTS_MAX = 6;
/** Long enough to replay the log after a crash. */
const READY_TIMEOUT_MS = 120_000;

/**
 * Starts the Postgres that comes with the program, or takes over the one a killed process left running on this folder.
 * Raises EMBEDDED_POSTGRES_* errors.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const identity = serverIdentity();
  const dataDir = await prepareDataFolder(options.dataDir, identity);
  const native = await reachableBinaries(dataDir, identity);
  const cluster = await openCluster(native, dataDir, identity, options.settings?.fsync !== "off");
  const server = (await takeOver(cluster, options)) ?? (await start(native, cluster, identity, options));
  return {
    url: `postgres://perfex:${cluster.password}@127.0.0.1:${server.port}/postgres`,
    dataDir,
    logFile: cluster.logFile,
    stop: () => stopServer(cluster.folder, server.pid),
  };
}

async function reachableBinaries(dataDir: string, identity: ServerIdentity | null): Promise<NativeFiles> {
  const native = await loadNativeFiles();
  await completeSymlinks(native);
  if (!identity || (await isTraversable(native.folder))) return native;
  return await copyNativeFiles(native, dirname(dataDir) === "/var/lib/perfex" ? dirname(dataDir) : dataDir);
}

/** A server that survived its program's death is used as it is, unless it stands on another port than the wanted one. */
async function takeOver(
  cluster: Cluster,
  options: EmbeddedPostgresOptions,
): Promise<{ pid: number; port: number } | null> {
  const found = await findRunningServer(cluster.folder);
  if (!found) {
    await removeStalePidFile(cluster.folder);
    return null;
  }
  const isWanted = options.port === undefined || options.port === found.port;
  const ready = async () => (await findRunningServer(cluster.folder))?.state === "ready";
  if (isWanted && (await waitUntil(ready, 10_000))) return found;
  await stopServer(cluster.folder, found.pid);
  return null;
}

async function start(
  native: NativeFiles,
  cluster: Cluster,
  identity: ServerIdentity | null,
  options: EmbeddedPostgresOptions,
): Promise<{ pid: number; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    if (options.port !== undefined) await assertPortFree(options.port);
    try {
      return {
        port,
        pid: await startOnce(native, cluster, identity, { ...SETTINGS, ...options.settings, port: `${port}` }),
      };
    } catch (error) {
      // The processes of a server killed a moment ago may still hold its memory; a free port may have been taken meanwhile.
      if (attempt === START_ATTEMPTS_MAX || !isPerfexError(error)) throw error;
      await sleep(500 * attempt);
    }
  }
}

/** The server gets its own process group, so that Ctrl-C reaches only the program, which then stops it in order. */
async function startOnce(
  native: NativeFiles,
  cluster: Cluster,
  identity: ServerIdentity | null,
  settings: Readonly<Record<string, string>>,
): Promise<number> {
  const log = openSync(cluster.logFile, "a", 0o600);
  if (identity) await chown(cluster.logFile, identity.uid, identity.gid);
  const settingArguments = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(join(native.folder, "bin", "postgres"), ["-D", cluster.folder, ...settingArguments], {
    ...identity,
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let failure: string | null = null;
  child.once("error", (error) => {
    failure = error.message;
  });
  child.once("exit", (code) => {
    failure = `exit code ${code}`;
  });
  const isSettled = async () => failure !== null || (await findRunningServer(cluster.folder))?.state === "ready";
  const isInTime = await waitUntil(isSettled, READY_TIMEOUT_MS);
  child.unref();
  if (failure === null && isInTime && child.pid) return child.pid;
  const reason = `${failure ?? "not ready in time"}: ${await lastLines(cluster.logFile)}`;
  return fail("EMBEDDED_POSTGRES_FAILED", { reason, logFile: cluster.logFile });
}

async function lastLines(logFile: string): Promise<string> {
  const text = await readFile(logFile, "utf8").catch(() => "");
  return text.trim().split("\n").slice(-5).join(" · ");
}

async function freePort(): Promise<number> {
  return await listenOnce(0);
}

async function assertPortFree(port: number): Promise<void> {
  await listenOnce(port).catch(() => fail("EMBEDDED_POSTGRES_PORT_TAKEN", { port }));
}

/** Binds a port of 127.0.0.1 for a moment and tells its number. */
function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      const bound = typeof address === "object" && address ? address.port : port;
      probe.close(() => resolve(bound));
    });
  });
}
