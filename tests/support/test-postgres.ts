import { chmod, mkdir, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findRunningServer, isAlive, stopServer } from "../../engine/database/embedded/running-server.ts";
import { startEmbeddedPostgres } from "../../engine/database/embedded/start-embedded-postgres.ts";

const PREFIX = "perfex-test-";

/** Nothing in a test outlives the run, so nothing needs to reach the disk. */
const SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  shared_buffers: "128MB",
  max_connections: "200",
  io_method: "sync",
  autovacuum: "off",
};

/** A Postgres in a temporary folder named after this process, so that the next run can clean up after one that was killed. */
export async function startTestPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  await removeAbandoned();
  const folder = join(tmpdir(), `${PREFIX}${process.pid}`);
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({ dataDir: join(folder, "postgres"), settings: SETTINGS });
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: server.url, stop };
}

async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(name.startsWith(PREFIX) ? name.slice(PREFIX.length) : Number.NaN);
    if (!Number.isInteger(pid) || isAlive(pid)) continue;
    const folder = join(tmpdir(), name);
    const cluster = join(folder, "postgres", "cluster");
    const server = await findRunningServer(cluster);
    if (server) await stopServer(cluster, server.pid, 2_000);
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}
