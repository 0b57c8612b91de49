import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/** Work that goes on for a connection: one listener for all of it, however many requests were sent without waiting. */
const WORKING = new WeakMap<Socket, Set<AbortController>>();

/** Does long work with a signal that is aborted when the client closes its connection before it has an answer. */
export async function whileConnected<T>(
  { socket }: IncomingMessage,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const gone = new AbortController();
  const working = WORKING.get(socket) ?? watch(socket);
  working.add(gone);
  try {
    if (socket.destroyed) gone.abort();
    return await work(gone.signal);
  } finally {
    working.delete(gone);
  }
}

function watch(socket: Socket): Set<AbortController> {
  const working = new Set<AbortController>();
  WORKING.set(socket, working);
  socket.once("close", () => {
    for (const gone of working) gone.abort();
  });
  return working;
}
