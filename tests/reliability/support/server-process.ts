import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../../engine/database/index.ts";
import { announcedPort } from "../../support/start-process.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const START_TIMEOUT_MS = 120_000;

/** A process of the program of its own: `perfex <command>` on a data folder. */
export function startCommand(dataFolder: string, ...words: readonly string[]): ChildProcess {
  const args = ["bin/perfex.mjs", ...words, "--data", dataFolder];
  // The server of the test run has nothing to do with it.
  const { DATABASE_URL: _, ...env } = process.env;
  return spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...env, NODE_OPTIONS: "", PERFEX_PUBLIC_URL: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Everything the process printed, when it has ended. */
export async function outcomeOf(
  child: ChildProcess,
): Promise<{ readonly code: number | null; readonly output: string }> {
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (bytes: Buffer) => (output += bytes.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}

/** The server as an operator starts it, and both of its processes to be killed at will. */
export class ServerProcess {
  readonly #dataFolder: string;
  #child: ChildProcess | null = null;
  #printed = "";

  constructor(dataFolder: string) {
    this.#dataFolder = dataFolder;
  }

  /** Another port after each start: one chosen beforehand might be taken by then. */
  get url(): string {
    return `http://127.0.0.1:${announcedPort(this.#printed) ?? 0}`;
  }

  /** Returns when requests are served. */
  async start(): Promise<void> {
    const child = startCommand(this.#dataFolder, "serve", "--empty", "--port", "0");
    this.#child = child;
    this.#printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (bytes: Buffer) => (this.#printed += bytes.toString()));
    await this.#until(async () => (await fetch(`${this.url}/readyz`)).ok);
  }

  get isRunning(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Returns when requests are served again by a process that went on living. */
  ready(): Promise<void> {
    return this.#until(async () => (await fetch(`${this.url}/readyz`)).ok);
  }

  async killServer(): Promise<void> {
    if (!this.isRunning) return;
    const ended = once(this.#child!, "exit");
    this.#child!.kill("SIGKILL");
    await ended;
  }

  /** The first process of Postgres; its others notice, and end in whatever they are doing. */
  killPostgres(): void {
    process.kill(this.#postmaster(), "SIGKILL");
  }

  /** One process that serves a connection: Postgres ends all others and recovers by itself. False when it has ended already. */
  killBackend(pid: number): boolean {
    try {
      return process.kill(pid, "SIGKILL");
    } catch {
      return false;
    }
  }

  /** Postgres on this data folder: the one running, or a new one where it is dead. The port stays the same. */
  postgres(port?: number): Promise<EmbeddedPostgres> {
    return startEmbeddedPostgres({ dataDir: join(this.#dataFolder, "postgres"), ...(port !== undefined && { port }) });
  }

  #postmaster(): number {
    return Number(readFileSync(join(this.#dataFolder, "postgres", "cluster", "postmaster.pid"), "utf8").split("\n")[0]);
  }

  async #until(holds: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + START_TIMEOUT_MS; Date.now() < end; await sleep(20)) {
      if (!this.isRunning) throw new Error(`the server ended: ${this.#printed}`);
      if (await holds().catch(() => false)) return;
    }
    throw new Error(`the server is not ready: ${this.#printed}`);
  }
}
