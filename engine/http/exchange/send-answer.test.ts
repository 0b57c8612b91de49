import { once } from "node:events";
import { createServer, type Server, request as send } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Answer } from "./answer.ts";
import { API_SECURITY_HEADERS } from "./security-headers.ts";
import { sendAnswer } from "./send-answer.ts";

const TYPE = { "content-type": "application/json; charset=utf-8" };
/** More than sockets take at once. */
const LARGE = JSON.stringify({ text: "é".repeat(3_000_000) });

const ANSWERS: Readonly<Record<string, Answer>> = {
  ascii: { status: 200, headers: TYPE, body: '{"a":1}' },
  accents: { status: 201, headers: TYPE, body: '{"a":"é € 𝄞"}' },
  bytes: { status: 200, headers: { "content-type": "application/pdf" }, body: Uint8Array.of(0, 200, 255) },
  large: { status: 200, headers: TYPE, body: LARGE },
  empty: { status: 200, headers: TYPE, body: "" },
  none: { status: 204 },
  unchanged: { status: 304, headers: { etag: '"1"' } },
  own: { status: 200, headers: { ...TYPE, "cache-control": "private", "set-cookie": ["a=1", "b=2"] }, body: "{}" },
};

let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer((request, response) => {
    void sendAnswer(request, response, ANSWERS[request.url!.slice(1)]!, "request-1");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

interface Heard {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

function ask(name: string, method = "GET", headers: Readonly<Record<string, string>> = {}): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const asked = send({ port, path: `/${name}`, method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({ status: answer.statusCode!, headers: answer.headers, bytes: Buffer.concat(chunks) }),
      );
    });
    asked.on("error", reject).end();
  });
}

describe("an answer", () => {
  test.each([
    "ascii",
    "accents",
    "bytes",
    "large",
    "empty",
  ])("arrives whole and says how long it is: %s", async (name) => {
    const { status, body } = ANSWERS[name]!;
    const bytes = Buffer.from(body as string);
    const heard = await ask(name);
    expect(heard.status).toBe(status);
    expect(heard.headers["content-length"]).toBe(String(bytes.length));
    expect(heard.bytes.equals(bytes)).toBe(true);
    expect(heard.headers).toMatchObject({ ...API_SECURITY_HEADERS, "x-request-id": "request-1" });
  });

  test("to HEAD is its headers alone", async () => {
    const heard = await ask("accents", "HEAD");
    expect([heard.status, heard.headers["content-length"], heard.bytes.length]).toEqual([201, "19", 0]);
  });

  test.each(["none", "unchanged"])("without content has no length: %s", async (name) => {
    const heard = await ask(name);
    expect(heard.status).toBe(ANSWERS[name]!.status);
    expect(heard.headers["content-length"]).toBeUndefined();
    expect(heard.bytes).toHaveLength(0);
  });

  test("puts its own headers in the place of those every answer carries", async () => {
    const { headers } = await ask("own");
    expect(headers).toMatchObject({
      ...API_SECURITY_HEADERS,
      "cache-control": "private",
      "set-cookie": ["a=1", "b=2"],
    });
  });

  test("is compressed where that is worth it and understood", async () => {
    const { headers, bytes } = await ask("large", "GET", { "accept-encoding": "gzip" });
    expect(headers).toMatchObject({ "content-encoding": "gzip", vary: "Accept-Encoding" });
    expect(headers["content-length"]).toBe(String(bytes.length));
    expect(gunzipSync(bytes).toString() === LARGE).toBe(true);
  });
});

describe("a connection", () => {
  test("answers in order what is asked without waiting, and stays open", async () => {
    const names = ["accents", "none", "large", "unchanged", "bytes", "empty", "ascii"];
    const socket = connect(port, "127.0.0.1");
    socket.write(names.map((name) => `GET /${name} HTTP/1.1\r\nhost: a\r\n\r\n`).join(""));
    let text = "";
    const wanted = Buffer.from('{"a":1}').toString("latin1");
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      text += chunk.toString("latin1");
      if (text.endsWith(wanted)) break;
    }
    const statuses = [...text.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));
    expect(statuses).toEqual(names.map((name) => ANSWERS[name]!.status));
    expect(text.match(/connection: keep-alive/gi)).toHaveLength(names.length);
  });

  test("that is given up in the middle of an answer ends it, and nothing else", async () => {
    const socket = connect(port, "127.0.0.1");
    const [response] = await Promise.all([
      once(server, "request").then(([, given]) => given as import("node:http").ServerResponse),
      socket.write("GET /large HTTP/1.1\r\nhost: a\r\n\r\n"),
    ]);
    socket.destroy();
    if (!response.closed) await once(response, "close");
    expect(response.closed).toBe(true);
    expect((await ask("ascii")).status).toBe(200);
  });
});
