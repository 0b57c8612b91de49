import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { createTestDatabase } from "../../../tests/support/database.ts";
import { whileWanted } from "./while-wanted.ts";

test("who left while a connection was waited for has nothing read", async () => {
  const { db, drop } = await createTestDatabase({ poolSize: 1 });
  const leaving = new AbortController();
  let hasBegun = false;
  let waiting: Promise<unknown> | undefined;
  await db.read(null, async () => {
    const begin = async () => {
      hasBegun = true;
    };
    waiting = db.read(null, begin, leaving.signal).catch((error: unknown) => error);
    leaving.abort();
  });
  const outcome = await waiting;
  await drop();
  expect([outcome, hasBegun]).toEqual([expect.objectContaining({ code: "WORK_CANCELLED" }), false]);
});

/** Takes connections and never answers; lets go of those it has once no more come. */
async function silentServer() {
  const open = new Set<Socket>();
  const seen = { all: 0, atOnce: 0 };
  const server = createServer((socket) => {
    open.add(socket.on("error", () => undefined));
    seen.all += 1;
    seen.atOnce = Math.max(seen.atOnce, open.size);
    setTimeout(() => {
      open.delete(socket);
      socket.destroy();
    }, 200);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    seen,
    url: `postgres://x@127.0.0.1:${(server.address() as AddressInfo).port}/x`,
    close: () => server.close(),
  };
}

test("however many leave at once, few connections are opened to stop what they asked for", async () => {
  const server = await silentServer();
  const leaving = new AbortController();
  const session = { process: 1, forsake: () => undefined };
  const until = async () => {
    while (server.seen.all < 10) await sleep(10);
  };
  const readers = Array.from({ length: 10 }, () => whileWanted(server.url, session, leaving.signal, until));
  leaving.abort();
  await Promise.all(readers);
  server.close();
  expect(server.seen).toEqual({ all: 10, atOnce: 4 });
});
