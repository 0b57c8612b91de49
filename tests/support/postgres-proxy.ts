import { connect, createServer, type Socket } from "node:net";

export interface PostgresProxy {
  /** The given URL with the proxy in the place of the server. */
  readonly url: string;
  /** Times the client spoke after the server had: round trips. */
  roundTrips(): number;
  /** Cuts the connection as soon as the client sends this text, which the server never sees. */
  cutOn(text: string | null): void;
  /** Cuts the connection once the server has sent so many bytes more, which still arrive. */
  cutAfter(bytes: number): void;
  /** Connections cut because of what the client sent. */
  cuts(): number;
  /** Cuts every connection now. */
  cutAll(): void;
  close(): Promise<void>;
}

/** Stands between client and server, counts round trips and breaks connections where a test says so. */
export async function startPostgresProxy(url: string): Promise<PostgresProxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let roundTrips = 0;
  let cuts = 0;
  let cutText: string | null = null;
  let bytesLeft = Number.POSITIVE_INFINITY;

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let hasServerSpoken = true;
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", end).on("close", end);
    }
    client.on("data", (bytes) => {
      if (cutText !== null && bytes.includes(cutText)) {
        cuts++;
        return end();
      }
      if (hasServerSpoken) roundTrips++;
      hasServerSpoken = false;
      upstream.write(bytes);
    });
    upstream.on("data", (bytes) => {
      hasServerSpoken = true;
      if (bytes.length < bytesLeft) {
        client.write(bytes);
        bytesLeft -= bytes.length;
      } else {
        client.end(bytes.subarray(0, bytesLeft));
        upstream.pause();
        bytesLeft = Number.POSITIVE_INFINITY;
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const through = new URL(url);
  through.port = String(typeof address === "object" && address ? address.port : 0);
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    url: through.href,
    roundTrips: () => roundTrips,
    cutOn: (text) => {
      cutText = text;
    },
    cutAfter: (bytes) => {
      bytesLeft = bytes;
    },
    cuts: () => cuts,
    cutAll,
    close: async () => {
      cutAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
