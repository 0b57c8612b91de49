const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
let lastMs = 0;
let counter = 0;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const RANDOM_BYTES = 8;
/** Asking for randomness costs more than the rest of an id, so it is asked for many at once. */
const pool = new Uint8Array(RANDOM_BYTES * 512);
let used = pool.length;

/** Bytes nobody else is given. */
function randomBytes(): Uint8Array {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  used += RANDOM_BYTES;
  return pool.subarray(used - RANDOM_BYTES, used);
}

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
  const random = randomBytes();
  random[0] = (random[0]! & 0x3f) | 0x80;
  const time = lastMs.toString(16).padStart(12, "0");
  let tail = "";
  for (const byte of random) tail += HEX[byte];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, "0")}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}

export function isId(value: unknown): value is string {
  return typeof value === "string" && UUID.test(value);
}
