import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Answer } from "./answer.ts";
import { API_SECURITY_HEADERS } from "./security-headers.ts";

const compress = promisify(gzip);
/** Below it, the processor's time costs more than the network's. */
const COMPRESS_FROM_BYTES = 48 * 1024;

type Headers = (string | string[] | number)[];

/** Writes an answer with the headers every API answer carries. Null when it is written at once, as most are. */
export function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  requestId: string,
): Promise<void> | null {
  const headers = headersOf(answer, requestId);
  if (answer.live) {
    response.writeHead(answer.status, headers);
    return answer.live(response);
  }
  if (answer.stream) {
    response.writeHead(answer.status, headers);
    return pipeline(answer.stream, response);
  }
  const body = answer.body ?? "";
  if (isWorthCompressing(request, answer)) return sendCompressed(request, response, answer.status, headers, body);
  sendWhole(request, response, answer.status, headers, body);
  return null;
}

async function sendCompressed(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Headers,
  body: string | Uint8Array,
): Promise<void> {
  const bytes = await compress(body, { level: 1 });
  headers.push("content-encoding", "gzip", "vary", "Accept-Encoding");
  sendWhole(request, response, status, headers, bytes);
}

function sendWhole(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Headers,
  body: string | Uint8Array,
): void {
  const hasBody = status !== 204 && status !== 304;
  if (hasBody) headers.push("content-length", Buffer.byteLength(body));
  response.writeHead(status, headers);
  if (hasBody && body.length > 0 && request.method !== "HEAD") writeTogether(response, body);
  response.end();
}

/**
 * Node writes a body given to `end` together with an empty piece behind it, which makes a list of pieces of what could be one text:
 * slower than all else here. Nothing is written where the connection still sends what came before.
 */
function writeTogether(response: ServerResponse, body: string | Uint8Array): void {
  const { socket } = response;
  socket?.cork();
  response.write(body);
  socket?.uncork();
}

const SECURITY_HEADERS: readonly string[] = Object.entries(API_SECURITY_HEADERS).flat();

/** Name, value, name, value …: Node writes a list with less work than an object. The answer's own headers take the place of ours. */
function headersOf({ headers: own = {} }: Answer, requestId: string): Headers {
  const names = Object.keys(own);
  const list: Headers = ["x-request-id", requestId, ...securityBeside(names)];
  for (const name of names) list.push(name, own[name] as string | string[]);
  return list;
}

/** Few answers have one of these headers themselves. */
function securityBeside(names: readonly string[]): readonly string[] {
  if (!names.some((name) => name in API_SECURITY_HEADERS)) return SECURITY_HEADERS;
  const left = Object.entries(API_SECURITY_HEADERS).filter(([name]) => !names.includes(name));
  return left.flat();
}

function isWorthCompressing(request: IncomingMessage, { body, headers }: Answer): boolean {
  if (body === undefined || body.length < COMPRESS_FROM_BYTES) return false;
  const type = String(headers?.["content-type"] ?? "");
  return (
    /^(application\/([\w.-]+\+)?json|text\/)/.test(type) &&
    /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""))
  );
}
