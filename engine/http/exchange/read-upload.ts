import type { IncomingMessage } from "node:http";
import busboy from "busboy";
import { fail } from "../../kernel/index.ts";
import { parsePlainJson } from "./plain-json.ts";

export const UPLOAD_MAX_BYTES = 25 * 1024 * 1024;
const FIELD_MAX_BYTES = 64 * 1024;

export interface Upload<T = unknown> {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** The part `options`, a JSON object; `{}` when absent. */
  readonly options: T;
}

/** One multipart form with a part `file` and optionally a part `options` (JSON). Raises HTTP_MULTIPART_REQUIRED, HTTP_PART_UNKNOWN, HTTP_BODY_TOO_LARGE. */
export async function readUpload(
  request: IncomingMessage,
  maxBytes = UPLOAD_MAX_BYTES,
): Promise<Upload<Readonly<Record<string, unknown>>>> {
  if (!/^multipart\/form-data\s*;/i.test(request.headers["content-type"] ?? "")) return fail("HTTP_MULTIPART_REQUIRED");
  const { file, options } = await readParts(request, maxBytes);
  if (!file) return fail("HTTP_MULTIPART_REQUIRED");
  const parsed = options === undefined ? {} : parsePlainJson(options);
  if (parsed === null || typeof parsed !== "object" || Array.isArray(parsed)) return fail("HTTP_BODY_NOT_OBJECT");
  return { ...file, options: parsed as Readonly<Record<string, unknown>> };
}

interface Parts {
  readonly file?: { readonly fileName: string; readonly bytes: Uint8Array };
  readonly options?: string;
}

function readParts(request: IncomingMessage, maxBytes: number): Promise<Parts> {
  const limits = { files: 1, fields: 5, parts: 8, fileSize: maxBytes, fieldSize: FIELD_MAX_BYTES, headerPairs: 50 };
  return new Promise((resolve, reject) => {
    const attempt = (work: () => void) => {
      try {
        work();
      } catch (error) {
        request.unpipe();
        reject(error);
      }
    };
    attempt(() => {
      // File names are UTF-8, as browsers send them.
      const parser = busboy({ headers: request.headers, limits, defParamCharset: "utf8" });
      let file: Parts["file"];
      let options: string | undefined;
      parser.on("file", (_name, stream, info) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("limit", () => attempt(() => fail("HTTP_BODY_TOO_LARGE", { max_bytes: maxBytes })));
        stream.on("close", () => {
          file = { fileName: baseName(info.filename), bytes: Buffer.concat(chunks) };
        });
      });
      parser.on("field", (name, value) => {
        // A part passed over in silence could be the one that said "only try".
        if (name === "options") options = value;
        else attempt(() => fail("HTTP_PART_UNKNOWN", { part: name }));
      });
      parser.on("error", (error) =>
        attempt(() => fail("HTTP_BODY_INVALID", { reason: error instanceof Error ? error.message : String(error) })),
      );
      parser.on("close", () => resolve({ ...(file && { file }), ...(options !== undefined && { options }) }));
      request.pipe(parser);
    });
  });
}

/** The last part of whatever path a client sends as a name. */
function baseName(name: string | undefined): string {
  const last = (name ?? "").split(/[\\/]/).at(-1) ?? "";
  return last.replace(/[\p{Cc}\p{Cf}]/gu, "").slice(0, 200) || "file";
}
