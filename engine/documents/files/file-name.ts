import { isStorableText } from "../../calculation/index.ts";
import { fail } from "../../kernel/index.ts";
import type { Attachment } from "../types.ts";

const NAME_MAX = 200;

export type Disposition = "attachment" | "inline";

/** The last part of the name sent, without what means something to a file system or a header. Raises FILE_NAME_INVALID. */
export function safeFileName(sent: string): string {
  if (typeof sent !== "string" || !isStorableText(sent)) return fail("FILE_NAME_INVALID");
  const last = sent.split(/[/\\]/).at(-1) ?? "";
  const name = last
    .replace(/[\p{Cc}\p{Cf}<>:"|?*;]/gu, "_")
    .trim()
    .replace(/^\.+/, "")
    .slice(-NAME_MAX);
  return name === "" ? fail("FILE_NAME_INVALID") : name;
}

/** How a file is to be saved or shown: accents in its name survive, and what cannot read them gets the bare letters (RFC 6266). */
export function contentDisposition(fileName: string, disposition: Disposition = "attachment"): string {
  const ascii = fileName
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7e]|["\\]/g, "_");
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** What a browser shows without running anything of it; markup, SVG among it, is none of these. */
const SHOWN_TYPES: ReadonlySet<string> = new Set([
  "application/pdf",
  "image/avif",
  "image/bmp",
  "image/gif",
  "image/jpeg",
  "image/png",
  "image/webp",
  "text/plain",
]);

type Described = Pick<Attachment, "file_name" | "content_type" | "size_bytes">;

/** Headers of a file's bytes: shown only where that is wanted and safe, never guessed at by the browser, never run. */
export function fileHeaders(
  { file_name, content_type, size_bytes }: Described,
  wanted: Disposition,
): Record<string, string> {
  const disposition = SHOWN_TYPES.has(content_type) ? wanted : "attachment";
  // A browser shows no PDF in a sandbox; it opens one as a page of its own.
  const isPdfShown = disposition === "inline" && content_type === "application/pdf";
  return {
    "content-type": content_type === "text/plain" ? "text/plain; charset=utf-8" : content_type,
    "content-length": String(size_bytes),
    "content-disposition": contentDisposition(file_name, disposition),
    "x-content-type-options": "nosniff",
    "content-security-policy": `default-src 'none'; ${isPdfShown ? "object-src 'self'" : "sandbox"}`,
    "cache-control": "private, no-store",
  };
}
