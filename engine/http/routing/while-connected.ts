import type { IncomingMessage } from "node:http";

/** Does long work with a signal that is aborted when the client closes its connection before it has an answer. */
export async function whileConnected<T>(
  { socket }: IncomingMessage,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const gone = new AbortController();
  const leave = () => gone.abort();
  socket.once("close", leave);
  try {
    if (socket.destroyed) leave();
    return await work(gone.signal);
  } finally {
    socket.removeListener("close", leave);
  }
}
