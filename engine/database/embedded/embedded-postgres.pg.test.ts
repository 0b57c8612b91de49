import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { until } from "../../../tests/support/until.ts";
import { isPerfexError } from "../../kernel/index.ts";
import { type EmbeddedPostgres, openDatabase, sql, startEmbeddedPostgres } from "../index.ts";
import { findRunningServer } from "./running-server.ts";

let parent: string;
let dataDir: string;
let started: EmbeddedPostgres[] = [];
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "perfex-embedded-"));
  await chmod(parent, 0o755);
  dataDir = join(parent, "data", "postgres");
});
afterEach(async () => {
  for (const server of started) await server.stop();
  started = [];
  await rm(parent, { recursive: true, force: true });
});

const start = async (options = {}): Promise<EmbeddedPostgres> => {
  const server = await startEmbeddedPostgres({ dataDir, ...options });
  started.push(server);
  return server;
};
const ask = async (url: string, question: string): Promise<string | null> => {
  const db = await openDatabase({ url, poolSize: 1 });
  try {
    return await db.read(null, (c) => c.queryText({ text: question, values: [] }));
  } finally {
    await db.close();
  }
};
const cluster = () => join(dataDir, "cluster");
const running = () => findRunningServer(cluster());

describe("startEmbeddedPostgres", () => {
  test("makes a durable, password-protected server that listens on this machine only", async () => {
    const { url } = await start();
    expect(await ask(url, "select current_setting('fsync') || current_setting('synchronous_commit')")).toBe("onon");
    expect(await ask(url, "select current_setting('listen_addresses')")).toBe("127.0.0.1");
    expect(await ask(url, "select current_setting('server_encoding') || current_setting('jit')")).toBe("UTF8off");
    expect((await stat(join(dataDir, "password"))).mode & 0o777).toBe(0o600);
    expect((await stat(cluster())).mode & 0o777).toBe(0o700);
    const guess = url.replace(/:[^:@/]+@/, ":guess@");
    await expect(ask(guess, "select 1::text")).rejects.toMatchObject({ code: "DATABASE_UNREACHABLE" });
  });

  test("finds its data again after a stop", async () => {
    const first = await start();
    await ask(first.url, "create table public.kept as select 'yes'::text as value");
    await first.stop();
    expect(await running()).toBeNull();
    const second = await start();
    expect(await ask(second.url, "select value from public.kept")).toBe("yes");
  });

  test("takes over the server that a killed process left behind", async () => {
    const script = `import { startEmbeddedPostgres } from "${join(import.meta.dirname, "start-embedded-postgres.ts")}";
      const { url } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
      console.log(url);
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], { stdio: "pipe" });
    const [printed] = (await once(child.stdout, "data")) as [Buffer];
    child.kill("SIGKILL");
    await once(child, "exit");
    const before = await running();
    expect(before).not.toBeNull();
    const server = await start();
    expect(server.url).toBe(String(printed).trim());
    expect(await running()).toEqual(before);
  });

  test("recovers by itself when Postgres was killed in mid-write: nothing acknowledged is lost", async () => {
    const first = await start();
    await ask(first.url, "create table public.written (n int primary key)");
    const db = await openDatabase({ url: first.url, poolSize: 4 });
    let acknowledged = 0;
    const writers = [0, 1, 2, 3].map(async (writer) => {
      for (let n = writer; ; n += 4) {
        await db.read(null, (c) => c.query(sql`insert into public.written values (${n})`));
        acknowledged++;
      }
    });
    const ended = Promise.allSettled(writers);
    await until("200 rows are acknowledged", () => acknowledged >= 200);
    process.kill((await running())!.pid, "SIGKILL");
    await ended;
    await db.close();
    const second = await start();
    expect(Number(await ask(second.url, "select count(*)::text from public.written"))).toBeGreaterThanOrEqual(
      acknowledged,
    );
  });

  test("starts although a crash left a pid file whose number is another program's now", async () => {
    const first = await start();
    await first.stop();
    await writeFile(join(cluster(), "postmaster.pid"), `${process.pid}\n${cluster()}\n1\n5\n\n127.0.0.1\n\nready   \n`);
    const second = await start();
    expect(await ask(second.url, "select 'up'::text")).toBe("up");
  });

  test("starts on the port asked for, and says so when it is taken", async () => {
    const startOnGivenUp = async (): Promise<[number, EmbeddedPostgres | null]> => {
      const taken = createServer().listen(0, "127.0.0.1");
      await once(taken, "listening");
      const { port } = taken.address() as { port: number };
      await expect(start({ port })).rejects.toMatchObject({ code: "EMBEDDED_POSTGRES_PORT_TAKEN", params: { port } });
      taken.close();
      await once(taken, "close");
      const server = await start({ port }).catch((error: unknown) => {
        if (isPerfexError(error) && error.code === "EMBEDDED_POSTGRES_PORT_TAKEN") return null;
        throw error;
      });
      return [port, server];
    };
    let [port, server] = await startOnGivenUp();
    // Somebody else on this machine may be given the same port at this very moment, but not every time.
    for (let again = 0; again < 3 && !server; again++) [port, server] = await startOnGivenUp();
    expect(new URL(server?.url ?? "").port).toBe(String(port));
  });

  test("begins anew when the making of the cluster was interrupted", async () => {
    await mkdir(join(dataDir, "cluster.new", "data"), { recursive: true });
    await writeFile(join(dataDir, "cluster.new", "data", "PG_VERSION"), "18");
    const server = await start();
    expect(await ask(server.url, "select 'up'::text")).toBe("up");
    expect((await readdir(dataDir)).sort()).toEqual(["cluster", "password", "server.log"]);
  });

  test("refuses the data folder of another major version, and leaves it as it is", async () => {
    await mkdir(cluster(), { recursive: true });
    await writeFile(join(cluster(), "PG_VERSION"), "14\n");
    await expect(start()).rejects.toMatchObject({
      code: "EMBEDDED_POSTGRES_VERSION",
      params: { found: "14", expected: "18" },
    });
    expect(await readFile(join(cluster(), "PG_VERSION"), "utf8")).toBe("14\n");
  });

  test("refuses a cluster whose password is missing", async () => {
    await mkdir(cluster(), { recursive: true });
    await writeFile(join(cluster(), "PG_VERSION"), "18\n");
    await expect(start()).rejects.toMatchObject({ code: "EMBEDDED_POSTGRES_DATA_FOREIGN" });
  });

  test("says why Postgres does not start", async () => {
    await expect(start({ settings: { shared_buffers: "nonsense" } })).rejects.toMatchObject({
      code: "EMBEDDED_POSTGRES_FAILED",
      params: { reason: expect.stringContaining("shared_buffers") },
    });
  });

  (process.getuid?.() === 0 ? test : test.skip)(
    "as root, puts the data where the server's user can go when the wanted folder is closed to it",
    async () => {
      await chmod(parent, 0o700);
      const server = await start();
      expect(await ask(server.url, "select 'up'::text")).toBe("up");
      expect((await lstat(dataDir)).isSymbolicLink()).toBe(true);
      expect(await realpath(dataDir)).toBe(server.dataDir);
      await server.stop();
      const again = await start();
      expect(again.dataDir).toBe(server.dataDir);
      await again.stop();
      await rm(server.dataDir, { recursive: true });
    },
  );
});
