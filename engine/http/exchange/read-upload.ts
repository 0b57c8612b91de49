import type { IncomingMessage } from "node:http";
import busboy from "busboy";
import { fail, PerfexError } from "../../kernel/index.ts";
import { parsePlainJson } from "./plain-json.ts";

export const UPLOAD_MAX_BYTES = 25 * 1024 * 1024;
const FIELD_MAX_BYTES = 64 * 1024;
/** Boundaries and headers of the parts, beside what they hold. */
const FRAME_MAX_BYTES = 64 * 1024;

export interface Upload<T = unknown> {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** The part `options`, a JSON object; `{}` when absent. */
  readonly options: T;
}

/**
 * One multipart form with a part `file` and optionally a part `options` (JSON). Whatever is sent instead is refused, and nothing of
 * it is passed over. Raises HTTP_MULTIPART_REQUIRED, HTTP_UPLOAD_INVALID, HTTP_PART_UNKNOWN, HTTP_PART_REPEATED, HTTP_BODY_TOO_LARGE.
 */
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
  file?: { readonly fileName: string; readonly bytes: Uint8Array };
  options?: string;
}

/** Settles once, whatever the form does afterwards; what is left of a refused form is not read. */
function readParts(request: IncomingMessage, maxBytes: number): Promise<Parts> {
  return new Promise((resolve, reject) => {
    const refuse = (error: PerfexError) => {
      request.unpipe();
      request.removeListener("data", count);
      request.pause();
      reject(error);
    };
    const malformed = (error: unknown) =>
      refuse(
        new PerfexError("HTTP_UPLOAD_INVALID", { reason: error instanceof Error ? error.message : String(error) }),
      );
    const tooLarge = () => refuse(new PerfexError("HTTP_BODY_TOO_LARGE", { max_bytes: maxBytes }));
    let left = maxBytes + FIELD_MAX_BYTES + FRAME_MAX_BYTES;
    // A form without end may also hold nothing that a limit of the parser counts.
    const count = (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) tooLarge();
    };
    try {
      const parser = openParser(request, maxBytes, { refuse, malformed, tooLarge, resolve });
      request.once("error", malformed);
      request.once("aborted", () => malformed("the client went away"));
      request.on("data", count);
      request.pipe(parser);
    } catch (error) {
      malformed(error);
    }
  });
}

interface Outcome {
  refuse(error: PerfexError): void;
  malformed(error: unknown): void;
  tooLarge(): void;
  resolve(parts: Parts): void;
}

/** Raises what the form's headers make impossible. */
function openParser(request: IncomingMessage, maxBytes: number, outcome: Outcome): busboy.Busboy {
  const { refuse, malformed, tooLarge, resolve } = outcome;
  const limits = { files: 2, fields: 2, parts: 4, fileSize: maxBytes, fieldSize: FIELD_MAX_BYTES, headerPairs: 50 };
  // File names are UTF-8, as browsers send them.
  const parser = busboy({ headers: request.headers, limits, defParamCharset: "utf8" });
  const parts: Parts = {};
  const seen = new Set<string>();
  /** A part passed over in silence could be the one that said "only try", or the file that was meant. */
  const isExpected = (name: string, wanted: "file" | "options"): boolean => {
    if (name !== wanted) refuse(new PerfexError("HTTP_PART_UNKNOWN", { part: name.slice(0, 100) }));
    else if (seen.has(name)) refuse(new PerfexError("HTTP_PART_REPEATED", { part: name }));
    else return Boolean(seen.add(name));
    return false;
  };
  parser.on("file", (name: string | undefined, stream, { filename }) => {
    // A form that is cut off ends the stream of its file with an error of its own.
    stream.on("error", malformed);
    if (!isExpected(name ?? "", "file")) return stream.resume();
    stream.on("limit", tooLarge);
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    // `end` comes before the form's own `close`; of a form cut off there is none.
    return stream.on("end", () => {
      parts.file = { fileName: baseName(plainName(filename)), bytes: Buffer.concat(chunks) };
    });
  });
  parser.on("field", (name: string | undefined, value, { valueTruncated }) => {
    if (valueTruncated) tooLarge();
    else if (isExpected(name ?? "", "options")) parts.options = value;
  });
  for (const event of ["partsLimit", "filesLimit", "fieldsLimit"] as const) {
    parser.on(event, () => malformed("too many parts"));
  }
  parser.on("error", malformed);
  parser.on("close", () => resolve(parts));
  return parser;
}

const ESCAPES: Readonly<Record<string, string>> = { "%22": '"', "%0D": "\r", "%0A": "\n" };

/** Browsers write a quote and the ends of lines so in a name, and nothing else (HTML, multipart form data). */
const plainName = (name: string | undefined): string => (name ?? "").replace(/%22|%0D|%0A/g, (sign) => ESCAPES[sign]!);

/** The last part of whatever path a client sends as a name. */
function baseName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  return last.replace(/[\p{Cc}\p{Cf}]/gu, "").slice(0, 200) || "file";
}
