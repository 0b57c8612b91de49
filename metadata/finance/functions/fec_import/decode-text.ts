/** Characters of Windows-1252 at 0x80–0x9F; the platform's own decoder takes them for control characters. */
const WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * Bytes of a FEC → text. The law allows UTF-8 and ISO-8859-15; files with a byte order mark, UTF-16 ones and those
 * with Windows characters (0x80–0x9F) are read as what they are.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const isWindows = bytes.some((byte) => byte >= 0x80 && byte <= 0x9f);
    return isWindows ? decodeWindows(bytes) : new TextDecoder("iso-8859-15").decode(bytes);
  }
}

function decodeWindows(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes).toString("latin1");
  return latin.replace(/[\u0080-\u009f]/g, (character) => WINDOWS.charAt(character.charCodeAt(0) - 0x80));
}
