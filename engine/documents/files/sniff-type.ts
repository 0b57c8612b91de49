import { fileTypeFromBuffer } from "file-type";

const LOOKED_AT_BYTES = 4_096;
const UNKNOWN = "application/octet-stream";

/**
 * MIME type of the bytes: whatever the sender claims, this is what a file is treated as. Markup (HTML, SVG, XML) is
 * reported as what it is, so that an `accept` list can refuse it.
 */
export async function sniffType(bytes: Uint8Array): Promise<string> {
  // It refuses some broken archives; what they are then told to be is nothing that runs or is shown.
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  // Known for XML by its first line only; it may be SVG.
  return found === undefined || found.mime === "application/xml" ? textType(bytes) : found.mime;
}

function textType(bytes: Uint8Array): string {
  const head = bytes.subarray(0, LOOKED_AT_BYTES);
  if (head.includes(0)) return UNKNOWN;
  const text = Buffer.from(head)
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .trimStart()
    .toLowerCase();
  if (/<([\w-]+:)?svg\b/.test(text)) return "image/svg+xml";
  if (/^<(!doctype html|html|head|body|script)/.test(text)) return "text/html";
  if (text.startsWith("<?xml")) return "application/xml";
  return isText(head) ? "text/plain" : UNKNOWN;
}

/** UTF-8 or Latin text: no control bytes but tabs and line ends. */
const isText = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13);
