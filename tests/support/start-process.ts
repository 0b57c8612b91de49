import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const ROOT = join(import.meta.dirname, "..", "..");

export interface RunningServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** The port in what a server prints once it listens. Started with port 0 it takes a free one, which nobody else can take first. */
export function announcedPort(printed: string): number | null {
  const [, port] = /Perfex ERP +http:\/\/localhost:(\d+)/.exec(printed) ?? [];
  return port === undefined ? null : Number(port);
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  return typeof address === "object" && address ? address.port : 0;
}

/** The command line, as `npm start` and `npx perfex` run it. */
export const PERFEX = "bin/perfex.mjs";

/** Runs an entry of the project in a process of its own, with what it says kept for an error message. */
export function startScript(script: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [...loaderOf(script), join(ROOT, script), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

const loaderOf = (script: string): readonly string[] => (script.endsWith(".ts") ? ["--import", "tsx"] : []);

/** Runs a script to its end and returns what it printed. */
export async function runScript(script: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = startScript(script, args, env);
  let printed = "";
  child.stdout?.on("data", (chunk) => (printed += chunk));
  child.stderr?.on("data", (chunk) => (printed += chunk));
  // Not "exit", which may come before the last of what it printed.
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${script} ${args.join(" ")} ended with ${code}:\n${printed}`);
  return printed;
}

const START_TIMEOUT_MS = 120_000;

/** Waits until a path answers; `port`: null where the server announces its own. */
export async function serverAt(port: number | null, path: string, child: ChildProcess): Promise<RunningServer> {
  let said = "";
  child.stdout?.on("data", (chunk) => (said = (said + chunk).slice(-4_000)));
  child.stderr?.on("data", (chunk) => (said = (said + chunk).slice(-4_000)));
  for (const end = Date.now() + START_TIMEOUT_MS; Date.now() < end; await sleep(100)) {
    if (hasEnded(child)) throw new Error(`the server ended: ${said}`);
    const present = port ?? announcedPort(said);
    if (present === null) continue;
    const isReady = await fetch(`http://127.0.0.1:${present}${path}`).then(
      (answer) => answer.status < 500,
      () => false,
    );
    if (isReady) return { port: present, stop: () => stop(child) };
  }
  child.kill("SIGKILL");
  throw new Error(`the server does not answer: ${said}`);
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
