import { EventEmitter } from "node:events";
import type { IncomingMessage } from "node:http";
import { expect, test } from "@jest/globals";
import { whileConnected } from "./while-connected.ts";

test("work learns that its client has gone, and a connection that is kept is listened to once for all of it", async () => {
  const socket = new EventEmitter();
  const request = { socket } as unknown as IncomingMessage;
  expect(await whileConnected(request, async (signal) => signal.aborted)).toBe(false);
  const waiting = Array.from({ length: 20 }, () =>
    whileConnected(request, (signal) => new Promise((resolve) => signal.addEventListener("abort", resolve))),
  );
  expect(socket.listenerCount("close")).toBe(1);
  socket.emit("close");
  await Promise.all(waiting);
  expect(socket.listenerCount("close")).toBe(0);
});
