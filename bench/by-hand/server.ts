import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { newId } from "../../engine/kernel/index.ts";
import { type Ask, assertKey, hashOf } from "./claims.ts";
import { createInvoice } from "./create-invoice.ts";
import { pool } from "./database.ts";
import { createParty, updateParty } from "./parties.ts";
import { Refusal } from "./refusal.ts";
import { authorize } from "./sessions.ts";
import { submitInvoice } from "./submit-invoice.ts";

/*
 * The same writes as the product's, written by hand for these documents alone and as few statements as they take: token and
 * rights in memory, bodies validated field by field, idempotency keys, history and outbox, on the product's own tables. What
 * the product could reach if its metadata cost nothing.
 */
interface Route {
  readonly right: string;
  /** Is the key optional, as the screens send none? */
  readonly isKeyOptional?: boolean;
  readonly work: (ask: Ask, id: string) => Promise<string>;
}

const ROUTES: Readonly<Record<string, Route>> = {
  "POST party": { right: "party.create", work: createParty },
  "PATCH party": { right: "party.update", isKeyOptional: true, work: updateParty },
  "POST sales_invoice": { right: "sales_invoice.create", work: createInvoice },
  "POST sales_invoice/submit": { right: "sales_invoice.submit", work: submitInvoice },
};

const SIZE_MAX = 1_000_000;

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > SIZE_MAX) throw new Refusal(413, "too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, "no JSON");
  }
}

async function answer({ method, url, headers }: IncomingMessage, reading: Promise<string>): Promise<string> {
  const [, , , doctype, id = "", verb] = (url ?? "").split("/");
  const route = ROUTES[`${method} ${doctype}${verb === undefined ? "" : `/${verb}`}`];
  const text = await reading;
  if (!route) throw new Refusal(404, "unknown");
  const person = authorize(headers.authorization, String(headers["x-organization"] ?? ""), route.right);
  const given = headers["idempotency-key"];
  const key = given === undefined && route.isKeyOptional ? null : assertKey(given?.toString());
  const match = /^"(\d{1,9})"$/.exec(headers["if-match"] ?? "");
  if (headers["if-match"] !== undefined && !match) throw new Refusal(400, "If-Match");
  const hash = key === null ? "" : hashOf([method ?? "", url ?? "", headers["if-match"] ?? "", text]);
  const version = match ? Number(match[1]) : null;
  const at = new Date().toISOString();
  return route.work({ person, key, hash, requestId: newId(), at, version, body: parseBody(text) }, id);
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.end(body);
}

function sendError(response: ServerResponse, error: unknown): void {
  const isRefusal = error instanceof Refusal;
  const body = isRefusal ? { error: error.message, details: error.details } : { error: String(error) };
  send(response, isRefusal ? error.status : 500, JSON.stringify(body));
}

const server = createServer((request, response) => {
  answer(request, readBody(request)).then(
    (body) => send(response, 200, body),
    (error: unknown) => sendError(response, error),
  );
});
server.listen(Number(process.env["PORT"] ?? 0), "127.0.0.1");
process.on("SIGTERM", () => server.close(() => void pool.end()));
