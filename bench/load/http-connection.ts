import { connect, type Socket } from "node:net";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PATCH";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/**
 * One keep-alive HTTP/1.1 connection that sends one request at a time. A client this small leaves the two cores to the
 * servers under test; the one of Node itself would cost more than the requests it measures.
 */
export interface HttpConnection {
  send(request: HttpRequest): Promise<HttpAnswer>;
  close(): void;
}

interface Waiting {
  resolve(answer: HttpAnswer): void;
  reject(error: Error): void;
}

export async function openConnection(port: number): Promise<HttpConnection> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", reject);
  });
  return attach(socket);
}

function attach(socket: Socket): HttpConnection {
  let received: Buffer = Buffer.alloc(0);
  let waiting: Waiting | undefined;

  socket.on("data", (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const parsed = parseAnswer(received);
    if (!parsed || !waiting) return;
    received = received.subarray(parsed.length);
    const settled = waiting;
    waiting = undefined;
    settled.resolve(parsed.answer);
  });
  socket.on("error", (error) => waiting?.reject(error));
  socket.on("close", () => waiting?.reject(new Error("the server closed the connection")));

  return {
    send(request) {
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(formatRequest(request));
      });
    },
    close: () => socket.destroy(),
  };
}

function formatRequest({ method, path, headers = {}, body }: HttpRequest): string {
  const all: Record<string, string> = { host: "127.0.0.1", ...headers };
  if (body !== undefined) {
    all["content-type"] = "application/json";
    all["content-length"] = String(Buffer.byteLength(body));
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body ?? ""}`;
}

/** A whole answer at the start of the bytes, or undefined while more is to come. */
function parseAnswer(bytes: Buffer): { readonly answer: HttpAnswer; readonly length: number } | undefined {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd < 0) return undefined;
  const head = bytes.toString("latin1", 0, headEnd).toLowerCase();
  const status = Number(head.slice(9, 12));
  const start = headEnd + 4;
  if (head.includes("transfer-encoding: chunked")) return parseChunks(bytes, start, status);
  const length = Number(/content-length: (\d+)/.exec(head)?.[1] ?? 0);
  if (bytes.length < start + length) return undefined;
  return { answer: { status, body: bytes.toString("utf8", start, start + length) }, length: start + length };
}

function parseChunks(bytes: Buffer, start: number, status: number) {
  const parts: Buffer[] = [];
  let at = start;
  for (;;) {
    const lineEnd = bytes.indexOf("\r\n", at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.toString("latin1", at, lineEnd), 16);
    const from = lineEnd + 2;
    if (bytes.length < from + size + 2) return undefined;
    if (size === 0) return { answer: { status, body: Buffer.concat(parts).toString("utf8") }, length: from + 2 };
    parts.push(bytes.subarray(from, from + size));
    at = from + size + 2;
  }
}
