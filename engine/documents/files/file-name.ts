import { isStorableText } from "../../calculation/index.ts";
import { fail } from "../../kernel/index.ts";

const NAME_MAX = 200;

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
export function contentDisposition(fileName: string, disposition: "attachment" | "inline" = "attachment"): string {
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

/** Headers of a download: never shown inline, never guessed at by the browser, never run. */
export function downloadHeaders(fileName: string, contentType: string, size_bytes: number): Record<string, string> {
  return {
    "content-type": contentType,
    "content-length": String(size_bytes),
    "content-disposition": contentDisposition(fileName),
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "private, no-store",
  };
}
