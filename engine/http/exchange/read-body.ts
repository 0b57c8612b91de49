import type { IncomingMessage } from "node:http";
import { fail, PerfexError } from "../../kernel/index.ts";
import { parsePlainJson } from "./plain-json.ts";

export const JSON_BODY_MAX_BYTES = 2 * 1024 * 1024;

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** Bytes that are no UTF-8 are refused: repaired, they would be stored as something that nobody sent. */
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The whole body as text, refused as soon as it grows past the limit. Raises HTTP_BODY_TOO_LARGE, HTTP_BODY_INVALID. */
async function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  const tooLarge = () => fail("HTTP_BODY_TOO_LARGE", { max_bytes: maxBytes });
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) return tooLarge();
  const bytes = (await readBytes(request, maxBytes)) ?? tooLarge();
  try {
    return UTF8.decode(bytes);
  } catch {
    return fail("HTTP_BODY_INVALID", { reason: "not UTF-8" });
  }
}

/**
 * Null when it is more than allowed. Events instead of `for await`, which costs as much as a small write; `on`, as each of those that
 * settle comes once or comes too late.
 */
function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) return chunks.push(chunk);
      request.pause();
      return resolve(null);
    });
    request.on("end", () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    const left = (reason: string) => reject(new PerfexError("HTTP_BODY_INVALID", { reason }));
    request.on("error", ({ message }) => left(message));
    request.on("aborted", () => left("the client went away"));
  });
}

function hasBody(request: IncomingMessage): boolean {
  return request.headers["transfer-encoding"] !== undefined || Number(request.headers["content-length"] ?? 0) > 0;
}

/** The JSON object sent; `{}` when nothing was. A cross-site form cannot send this content type. Raises HTTP_BODY_*. */
export async function readJsonObject(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  if (!hasBody(request)) return {};
  if (!JSON_TYPE.test(request.headers["content-type"] ?? "")) return fail("HTTP_BODY_NOT_JSON");
  const text = await readText(request, JSON_BODY_MAX_BYTES);
  const value = text === "" ? {} : parsePlainJson(text);
  if (value === null || typeof value !== "object" || Array.isArray(value)) return fail("HTTP_BODY_NOT_OBJECT");
  return value as Readonly<Record<string, unknown>>;
}
