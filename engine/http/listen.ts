import { createServer, type Server } from "node:net";
import { PerfexError } from "../kernel/index.ts";

/** Binds the port (0 = a free one) and returns it. Raises APP_PORT_TAKEN. */
export function listen(server: Server, port: number, host?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE") return reject(error);
      reject(new PerfexError("APP_PORT_TAKEN", { port, other: port + 1 }, { cause: error }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

/** To be known before long work is begun. Raises APP_PORT_TAKEN. */
export async function assertPortFree(port: number, host?: string): Promise<void> {
  const probe = createServer();
  await listen(probe, port, host);
  await new Promise((resolve) => probe.close(resolve));
}
