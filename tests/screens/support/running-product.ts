import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "../../../engine/database/index.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { PERFEX, runScript, serverAt, startScript } from "../../support/start-process.ts";

export const LOGIN = { email: "claire@example.com", password: "soleil vert sur la mer" } as const;

export interface RunningProduct {
  readonly url: string;
  /** `perfex <words>` on the same installation; returns what it printed. */
  perfex(...words: readonly string[]): Promise<string>;
  /** Sends JSON to the API as the signed-in administrator. */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** A look at, or a hand in, what is stored, past the program. */
  readonly db: Database;
  stop(): Promise<void>;
}

/** The server as people run it, in a process of its own, with one French organization `atelier` and its administrator. */
export async function startRunningProduct(): Promise<RunningProduct> {
  const database: TestDatabase = await createTestDatabase({ poolSize: 1 });
  const folder = await mkdtemp(join(tmpdir(), "perfex-screens-"));
  const env = { DATABASE_URL: database.url, NODE_OPTIONS: "", PERFEX_PUBLIC_URL: "" };
  const perfex = (...words: readonly string[]) => runScript(PERFEX, [...words, "--data", folder], env);
  await perfex("user", LOGIN.email, "--name", "Claire", "--password", LOGIN.password);
  await perfex("organization", "Atelier", "--owner", LOGIN.email, "--slug", "atelier", "--country", "FR");
  const child = startScript(PERFEX, ["serve", "--empty", "--port", "0", "--data", folder], env);
  const server = await serverAt(null, "/readyz", child);
  const url = `http://127.0.0.1:${server.port}`;
  const token = await signIn(url);

  return {
    url,
    perfex,
    db: database.db,
    async call<T>(method: string, path: string, body?: unknown): Promise<T> {
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const answer = await fetch(url + path, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return JSON.parse(text) as T;
    },
    async stop() {
      await server.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(LOGIN),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}
