const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
let lastMs = 0;
/** Its part of an id, as one millisecond has many. */
let time = "";
let counter = 0;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const DIGITS = Array.from({ length: 16 }, (_, digit) => digit.toString(16));
const RANDOM_BYTES = 8;
/** Asking for randomness costs more than the rest of an id, so it is asked for many at once. */
const pool = new Uint8Array(RANDOM_BYTES * 512);
let used = pool.length;

/** Two digits of a byte nobody else is given. */
const random = (): string => HEX[pool[used++]!]!;

function setTime(ms: number): void {
  lastMs = ms;
  counter = 0;
  const digits = ms.toString(16).padStart(12, "0");
  time = `${digits.slice(0, 8)}-${digits.slice(8)}-7`;
}

/** A UUIDv7 (RFC 9562): 48 bits of milliseconds, a 12-bit counter that keeps one process's ids in order, 62 random bits. */
export function newId(): string {
  const now = Date.now();
  if (now > lastMs) setTime(now);
  else if (++counter > 0xfff) setTime(lastMs + 1);
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  const variant = HEX[(pool[used++]! & 0x3f) | 0x80]!;
  return `${time}${DIGITS[counter >> 8]}${HEX[counter & 0xff]}-${variant}${random()}-${random()}${random()}${random()}${random()}${random()}${random()}`;
}

export function isId(value: unknown): value is string {
  return typeof value === "string" && UUID.test(value);
}
