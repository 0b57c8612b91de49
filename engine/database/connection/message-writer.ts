/** Bytes of one UTF-16 unit in UTF-8, at most. */
const UNIT_BYTES = 3;
const KEPT_BYTES = 64 * 1024;
/** Up to here a loop writes ASCII faster than a call out of JavaScript. */
const SHORT_LENGTH = 48;

/** Messages to Postgres one behind the other in one piece of bytes; its room is used again for the next. */
export class MessageWriter {
  #bytes = Buffer.allocUnsafe(KEPT_BYTES);
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
    const taken = Buffer.from(this.#bytes.subarray(0, this.#at));
    this.#at = 0;
    if (this.#bytes.length > KEPT_BYTES) this.#bytes = Buffer.allocUnsafe(KEPT_BYTES);
    return taken;
  }

  /** Forgets what was written: some of it could not be. */
  discard(): void {
    this.#at = 0;
  }

  #putText(at: number, text: string): number {
    const { length } = text;
    if (length > SHORT_LENGTH) return this.#bytes.write(text, at);
    for (let index = 0; index < length; index++) {
      const unit = text.charCodeAt(index);
      if (unit > 0x7f) return this.#bytes.write(text, at);
      this.#bytes[at + index] = unit;
    }
    return length;
  }

  #putInt32(at: number, value: number): void {
    this.#bytes[at] = value >>> 24;
    this.#bytes[at + 1] = value >>> 16;
    this.#bytes[at + 2] = value >>> 8;
    this.#bytes[at + 3] = value;
  }

  #reserve(more: number): void {
    const needed = this.#at + more;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(needed * 2);
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
}
