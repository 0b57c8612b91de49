import { readFile, readlink, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** What `postmaster.pid` says about the server of a cluster. */
export interface RunningServer {
  readonly pid: number;
  readonly port: number;
  /** "starting", "ready", "stopping" or "standby". */
  readonly state: string;
}

/** The live server of a cluster, or null when none runs: a pid file left by a crash counts as none. */
export async function findRunningServer(cluster: string): Promise<RunningServer | null> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "");
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !(await isServerOf(pid, cluster))) return null;
  return { pid, port: Number(lines[3]), state: (lines[7] ?? "starting").trim() };
}

/** Removes a pid file whose number meanwhile belongs to another program: Postgres would take that for itself and not start. */
export async function removeStalePidFile(cluster: string): Promise<void> {
  const file = join(cluster, "postmaster.pid");
  const pid = Number.parseInt(await readFile(file, "utf8").catch(() => ""), 10);
  if (pid > 1 && isAlive(pid) && !(await isServerOf(pid, cluster))) await rm(file, { force: true });
}

/** Guards against a pid that meanwhile belongs to another program: a Postgres server stands in its cluster's folder. */
async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== "linux") return true;
  return (await readlink(`/proc/${pid}/cwd`).catch(() => "")) === cluster;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Stops a server: fast (clients are cut off, data is flushed), then by force when that takes longer than `patience_ms`. */
export async function stopServer(cluster: string, pid: number, patience_ms = 15_000): Promise<void> {
  signal(pid, "SIGINT");
  if (await waitUntil(async () => !(await isServerOf(pid, cluster)), patience_ms)) return;
  signal(pid, "SIGQUIT");
  await waitUntil(async () => !(await isServerOf(pid, cluster)), 5_000);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Already gone.
  }
}

/** Asks every 10 ms; false when `patience_ms` passed without a yes. */
export async function waitUntil(holds: () => Promise<boolean>, patience_ms: number): Promise<boolean> {
  const end = Date.now() + patience_ms;
  while (!(await holds())) {
    if (Date.now() > end) return false;
    await sleep(10);
  }
  return true;
}
