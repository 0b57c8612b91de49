const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
let lastMs = 0;
let counter = 0;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const RANDOM_BYTES = 8;
/** Asking for randomness costs more than the rest of an id, so it is asked for many at once. */
const pool = new Uint8Array(RANDOM_BYTES * 512);
let used = pool.length;

/** Where in the pool bytes stand that nobody else is given. */
function takeRandom(): number {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  used += RANDOM_BYTES;
  return used - RANDOM_BYTES;
}

const hex = (at: number): string => HEX[pool[at]!]!;

let writtenMs = -1;
let written = "";

/** Many ids are of one millisecond. */
function timeText(ms: number): string {
  if (ms !== writtenMs) {
    const text = ms.toString(16).padStart(12, "0");
    written = `${text.slice(0, 8)}-${text.slice(8)}-7`;
    writtenMs = ms;
  }
  return written;
}

const COUNTED = Array.from({ length: 0x1000 }, (_, count) => count.toString(16).padStart(3, "0"));

/** A UUIDv7 (RFC 9562): 48 bits of milliseconds, a 12-bit counter that keeps one process's ids in order, 62 random bits. */
export function newId(): string {
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    counter = 0;
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  const at = takeRandom();
  const variant = HEX[(pool[at]! & 0x3f) | 0x80]!;
  const tail = hex(at + 2) + hex(at + 3) + hex(at + 4) + hex(at + 5) + hex(at + 6) + hex(at + 7);
  return `${timeText(lastMs)}${COUNTED[counter]!}-${variant}${hex(at + 1)}-${tail}`;
}

export function isId(value: unknown): value is string {
  return typeof value === "string" && UUID.test(value);
}
