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

/** Headers of a download: never shown inline, never guessed at by the browser, never run. */
export function downloadHeaders(fileName: string, contentType: string, size_bytes: number): Record<string, string> {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\]/g, "_");
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return {
    "content-type": contentType,
    "content-length": String(size_bytes),
    "content-disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "private, no-store",
  };
}
