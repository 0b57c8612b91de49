import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { until } from "../../../tests/support/until.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
/** The program may have to be built first, and the cluster made. */
const READY_MS = 120_000;
jest.setTimeout(3 * READY_MS);

let folder: string;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "perfex-serve-"));
  await chmod(folder, 0o755);
});
afterEach(async () => {
  await Promise.all([...running].map((child) => stop(child, "SIGTERM")));
}, READY_MS);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** `npm start` without npm, in French, on the embedded database unless told. */
function perfex(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { DATABASE_URL: _, NODE_OPTIONS: _options, ...inherited } = process.env;
  const child = spawn(process.execPath, ["bin/perfex.mjs", ...args], {
    cwd: ROOT,
    env: { ...inherited, LANG: "fr_FR.UTF-8", LC_ALL: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, "close").then(([code]) => {
    running.delete(child);
    return { code: code as number | null, output };
  });
  return { child, ended };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null) return;
  const closed = once(child, "close");
  child.kill(signal);
  await closed;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** A server that answers. Its port was free a moment before: when somebody was quicker, another one is tried. */
async function startServer(wanted?: number): Promise<ReturnType<typeof perfex> & { readonly port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = (attempt === 1 ? wanted : undefined) ?? (await freePort());
    const run = perfex(serveArgs(port));
    const hasEnded = () => !running.has(run.child);
    await until("the server is ready", async () => hasEnded() || (await isReady(port)), READY_MS);
    if (!hasEnded()) return { ...run, port };
    const { output } = await run.ended;
    if (attempt === 5 || !output.includes("est déjà pris")) throw new Error(`the server ended: ${output}`);
  }
}

const isReady = (port: number) =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

const ANY_PORT = 0;
const PORT_OF_NOBODY = 1;
const serveArgs = (port: number, data = folder) => ["serve", "--empty", "--port", String(port), "--data", data];

describe("perfex serve", () => {
  test("starts on an empty folder, answers, and stops server and database at once when told to", async () => {
    const { child, ended, port } = await startServer();
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    child.kill("SIGINT");
    const { code, output } = await ended;
    expect(code).toBe(0);
    expect(output).toContain(`http://localhost:${port}`);
    expect(await readdir(folder)).not.toContain("perfex.lock");
    expect(await readdir(join(folder, "postgres", "cluster"))).not.toContain("postmaster.pid");
  });

  test("a second server on the same data folder is told who has it; a port in use is told, with another to try", async () => {
    const { child, port } = await startServer();
    const second = await perfex(serveArgs(ANY_PORT)).ended;
    expect([second.code, second.output]).toEqual([
      1,
      expect.stringMatching(new RegExp(`est utilisé par un autre serveur Perfex \\(processus ${child.pid}\\)`)),
    ]);
    const samePort = await perfex(serveArgs(port, join(folder, "elsewhere"))).ended;
    expect([samePort.code, samePort.output]).toEqual([
      1,
      expect.stringContaining(`Le port ${port} est déjà pris par un autre programme`),
    ]);
    expect(samePort.output).toContain(`--port ${port + 1}`);
  });

  test("a lock left by a process that was killed does not keep the next one from starting", async () => {
    const first = await startServer();
    await stop(first.child, "SIGKILL");
    const again = await startServer(first.port);
    again.child.kill("SIGTERM");
    expect(await again.ended).toEqual({ code: 0, output: expect.stringContaining("Arrêté") });
  });

  test("a database that cannot be reached is told without its password", async () => {
    const url = `postgres://perfex:secret@127.0.0.1:${PORT_OF_NOBODY}/perfex`;
    const { code, output } = await perfex(serveArgs(ANY_PORT), { DATABASE_URL: url }).ended;
    expect([code, output]).toEqual([1, expect.stringContaining("DATABASE_UNREACHABLE")]);
    expect(output).not.toContain("secret");
  });

  test("a wrong option is told", async () => {
    const { code, output } = await perfex(["serve", "--prot", "80"]).ended;
    expect([code, output]).toEqual([1, expect.stringContaining("APP_OPTION_UNKNOWN")]);
  });
});

describe("perfex check", () => {
  test("tells what is wrong in a folder of one's own, with the place, and fails", async () => {
    const own = join(folder, "garden");
    await rm(own, { recursive: true, force: true });
    await mkdir(join(own, "doctypes"), { recursive: true });
    await writeFile(
      join(own, "module.json"),
      JSON.stringify({ id: "garden", label: { fr: "Jardin", en: "Garden" }, menu: {} }),
    );
    const plant = {
      id: "plant",
      label: { fr: "Plante", en: "Plant" },
      kind: "document",
      fields: { name: { type: "txt" } },
    };
    await writeFile(join(own, "doctypes", "plant.json"), JSON.stringify(plant));
    const { code, output } = await perfex(["check", own]).ended;
    expect(code).toBe(1);
    expect(output).toMatch(/plant\.json.*\/fields\/name/);
    expect(output).toContain("text");
  });

  test("finds nothing wrong with the product", async () => {
    expect((await perfex(["check"]).ended).code).toBe(0);
  });
});
