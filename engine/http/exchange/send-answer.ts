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
  const headers: Record<string, string | readonly string[] | number> = {
    ...API_SECURITY_HEADERS,
    "x-request-id": requestId,
    ...answer.headers,
  };
  if (answer.live) {
    response.writeHead(answer.status, toNodeHeaders(headers));
    return answer.live(response);
  }
  if (answer.stream) {
    response.writeHead(answer.status, toNodeHeaders(headers));
    return pipeline(answer.stream, response);
  }
  let body: string | Uint8Array = answer.body ?? "";
  if (isWorthCompressing(request, answer)) {
    body = await compress(body, { level: 1 });
    headers["content-encoding"] = "gzip";
    headers["vary"] = "Accept-Encoding";
  }
  if (answer.status !== 204 && answer.status !== 304) headers["content-length"] = Buffer.byteLength(body);
  response.writeHead(answer.status, toNodeHeaders(headers));
  response.end(request.method === "HEAD" ? undefined : body);
}

function isWorthCompressing(request: IncomingMessage, { body, headers }: Answer): boolean {
  if (body === undefined || body.length < COMPRESS_FROM_BYTES) return false;
  const type = String(headers?.["content-type"] ?? "");
  return (
    /^(application\/([\w.-]+\+)?json|text\/)/.test(type) &&
    /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""))
  );
}

function toNodeHeaders(headers: Readonly<Record<string, string | readonly string[] | number>>) {
  return headers as Record<string, string | string[] | number>;
}
