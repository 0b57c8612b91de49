import { EventEmitter } from "node:events";
import type { IncomingMessage } from "node:http";
import { expect, test } from "@jest/globals";
import { whileConnected } from "./while-connected.ts";

test("work learns that its client has gone, and leaves nothing on a connection that is kept", async () => {
  const socket = new EventEmitter();
  const request = { socket } as unknown as IncomingMessage;
  expect(await whileConnected(request, async (signal) => signal.aborted)).toBe(false);
  expect(socket.listenerCount("close")).toBe(0);
  const told = whileConnected(request, (signal) => new Promise((resolve) => signal.addEventListener("abort", resolve)));
  socket.emit("close");
  await told;
  expect(socket.listenerCount("close")).toBe(0);
});
