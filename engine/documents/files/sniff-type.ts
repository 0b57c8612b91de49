/** Types told by their first bytes. Whatever the sender claims, this is what a file is treated as. */
const SIGNATURES: readonly { readonly type: string; readonly at: number; readonly bytes: readonly number[] }[] = [
  { type: "application/pdf", at: 0, bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: "image/png", at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: "image/jpeg", at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: "image/gif", at: 0, bytes: [0x47, 0x49, 0x46, 0x38] },
  { type: "image/webp", at: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
  { type: "image/tiff", at: 0, bytes: [0x49, 0x49, 0x2a, 0x00] },
  { type: "image/tiff", at: 0, bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { type: "image/bmp", at: 0, bytes: [0x42, 0x4d] },
  { type: "image/heic", at: 4, bytes: [0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69, 0x63] },
  { type: "application/gzip", at: 0, bytes: [0x1f, 0x8b] },
  { type: "application/x-7z-compressed", at: 0, bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { type: "application/vnd.rar", at: 0, bytes: [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07] },
  { type: "application/x-ole-storage", at: 0, bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { type: "application/x-msdownload", at: 0, bytes: [0x4d, 0x5a] },
  { type: "application/x-elf", at: 0, bytes: [0x7f, 0x45, 0x4c, 0x46] },
  { type: "audio/mpeg", at: 0, bytes: [0x49, 0x44, 0x33] },
  { type: "video/mp4", at: 4, bytes: [0x66, 0x74, 0x79, 0x70] },
  { type: "application/zip", at: 0, bytes: [0x50, 0x4b, 0x03, 0x04] },
];

/** Zip archives whose first entries name an office format. */
const OFFICE_MARKS: readonly (readonly [mark: string, type: string])[] = [
  ["word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  ["ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"],
  ["mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"],
  ["mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"],
];

const LOOKED_AT_BYTES = 4_096;
const UNKNOWN = "application/octet-stream";

/** MIME type of the bytes. Markup (HTML, SVG, XML) is reported as what it is, so that an `accept` list can refuse it. */
export function sniffType(bytes: Uint8Array): string {
  const signature = SIGNATURES.find(({ at, bytes: magic }) => magic.every((byte, index) => bytes[at + index] === byte));
  if (signature?.type === "application/zip") return zipType(bytes);
  return signature?.type ?? textType(bytes);
}

function zipType(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, LOOKED_AT_BYTES)).toString("latin1");
  const tail = Buffer.from(bytes.subarray(-LOOKED_AT_BYTES)).toString("latin1");
  return OFFICE_MARKS.find(([mark]) => head.includes(mark) || tail.includes(mark))?.[1] ?? "application/zip";
}

function textType(bytes: Uint8Array): string {
  const head = bytes.subarray(0, LOOKED_AT_BYTES);
  if (head.includes(0)) return UNKNOWN;
  const text = Buffer.from(head)
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .trimStart()
    .toLowerCase();
  if (/<svg[\s>]/.test(text)) return "image/svg+xml";
  if (/^<(!doctype html|html|head|body|script)/.test(text)) return "text/html";
  if (text.startsWith("<?xml")) return "application/xml";
  return isText(head) ? "text/plain" : UNKNOWN;
}

/** UTF-8 or Latin text: no control bytes but tabs and line ends. */
const isText = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13);
