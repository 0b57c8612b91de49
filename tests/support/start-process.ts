import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");

export interface RunningServer {
  readonly port: number;
  stop(): Promise<void>;
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
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${script} ${args.join(" ")} ended with ${code}:\n${printed}`);
  return printed;
}

/** Waits until a path answers 200. */
export async function serverAt(port: number, path: string, child: ChildProcess): Promise<RunningServer> {
  let said = "";
  child.stdout?.on("data", (chunk) => (said = (said + chunk).slice(-4_000)));
  child.stderr?.on("data", (chunk) => (said = (said + chunk).slice(-4_000)));
  for (let attempt = 0; attempt < 600; attempt++) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${said}`);
    const isReady = await fetch(`http://127.0.0.1:${port}${path}`).then(
      (answer) => answer.status < 500,
      () => false,
    );
    if (isReady) return { port, stop: () => stop(child) };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the server does not answer: ${said}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
