/** Bytes of one UTF-16 unit in UTF-8, at most. */
const UNIT_BYTES = 3;
const BLOCK_BYTES = 64 * 1024;
/** Up to here a loop writes ASCII faster than a call out of JavaScript. */
const SHORT_LENGTH = 48;

/**
 * Messages to Postgres one behind the other in one piece of bytes. The pieces stand behind each other in blocks that belong to
 * whoever holds a piece, so that none is copied.
 */
export class MessageWriter {
  #bytes = Buffer.allocUnsafe(BLOCK_BYTES);
  /** Where the piece being written begins. */
  #piece = 0;
  #at = 0;
  #begin = 0;

  /** Begins a message; `end` writes its length. */
  begin(code: string): void {
    this.#reserve(5);
    this.#bytes[this.#at] = code.charCodeAt(0);
    this.#begin = this.#at + 1;
    this.#at += 5;
  }

  end(): void {
    this.#putInt32(this.#begin, this.#at - this.#begin);
  }

  int16(value: number): void {
    this.#reserve(2);
    this.#bytes[this.#at++] = value >>> 8;
    this.#bytes[this.#at++] = value;
  }

  int32(value: number): void {
    this.#reserve(4);
    this.#putInt32(this.#at, value);
    this.#at += 4;
  }

  /** A text that ends with NUL. */
  name(text: string): void {
    this.#reserve(text.length * UNIT_BYTES + 1);
    this.#at += this.#putText(this.#at, text);
    this.#bytes[this.#at++] = 0;
  }

  /** A text behind its length. */
  text(text: string): void {
    this.#reserve(text.length * UNIT_BYTES + 4);
    const length = this.#putText(this.#at + 4, text);
    this.#putInt32(this.#at, length);
    this.#at += 4 + length;
  }

  /** Bytes behind their length. */
  bytes(bytes: Uint8Array): void {
    this.int32(bytes.length);
    this.add(bytes);
  }

  add(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  /** What was written since it was taken last. */
  take(): Buffer {
    const taken = this.#bytes.subarray(this.#piece, this.#at);
    this.#piece = this.#at;
    // A large piece takes its block with it.
    if (this.#bytes.length > BLOCK_BYTES) this.#moveOn(0);
    return taken;
  }

  /** Forgets what was written: some of it could not be. */
  discard(): void {
    this.#at = this.#piece;
  }

  #putText(at: number, text: string): number {
    const bytes = this.#bytes;
    const { length } = text;
    if (length > SHORT_LENGTH) return bytes.write(text, at);
    for (let index = 0; index < length; index++) {
      const unit = text.charCodeAt(index);
      if (unit > 0x7f) return bytes.write(text, at);
      bytes[at + index] = unit;
    }
    return length;
  }

  #putInt32(at: number, value: number): void {
    const bytes = this.#bytes;
    bytes[at] = value >>> 24;
    bytes[at + 1] = value >>> 16;
    bytes[at + 2] = value >>> 8;
    bytes[at + 3] = value;
  }

  #reserve(more: number): void {
    if (this.#at + more > this.#bytes.length) this.#moveOn(more);
  }

  /** Goes on in a new block, and takes along what was written of the piece. */
  #moveOn(more: number): void {
    const written = this.#at - this.#piece;
    const larger = Buffer.allocUnsafe(Math.max(BLOCK_BYTES, (written + more) * 2));
    this.#bytes.copy(larger, 0, this.#piece, this.#at);
    this.#bytes = larger;
    this.#begin -= this.#piece;
    this.#at = written;
    this.#piece = 0;
  }
}
