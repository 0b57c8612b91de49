import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Answer } from "./answer.ts";
import { API_SECURITY_HEADERS } from "./security-headers.ts";

const compress = promisify(gzip);
/** Below it, the processor's time costs more than the network's. */
const COMPRESS_FROM_BYTES = 48 * 1024;

/** Writes an answer with the headers every API answer carries. */
export async function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  requestId: string,
): Promise<void> {
  const headers = headersOf(answer, requestId);
  if (answer.live) {
    response.writeHead(answer.status, headers);
    return answer.live(response);
  }
  if (answer.stream) {
    response.writeHead(answer.status, headers);
    return pipeline(answer.stream, response);
  }
  let body: string | Uint8Array = answer.body ?? "";
  if (isWorthCompressing(request, answer)) {
    body = await compress(body, { level: 1 });
    headers.push("content-encoding", "gzip", "vary", "Accept-Encoding");
  }
  if (answer.status !== 204 && answer.status !== 304) headers.push("content-length", Buffer.byteLength(body));
  response.writeHead(answer.status, headers);
  response.end(request.method === "HEAD" ? undefined : body);
}

const SECURITY_NAMES = Object.keys(API_SECURITY_HEADERS);

/** Name, value, name, value …: Node writes a list with less work than an object. The answer's own headers take the place of ours. */
function headersOf({ headers: own = {} }: Answer, requestId: string): (string | string[] | number)[] {
  const list: (string | string[] | number)[] = ["x-request-id", requestId];
  for (const name of SECURITY_NAMES) if (own[name] === undefined) list.push(name, API_SECURITY_HEADERS[name]!);
  for (const name in own) list.push(name, own[name] as string | string[]);
  return list;
}

function isWorthCompressing(request: IncomingMessage, { body, headers }: Answer): boolean {
  if (body === undefined || body.length < COMPRESS_FROM_BYTES) return false;
  const type = String(headers?.["content-type"] ?? "");
  return (
    /^(application\/([\w.-]+\+)?json|text\/)/.test(type) &&
    /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""))
  );
}
