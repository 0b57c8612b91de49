import type { EventEmitter } from "node:events";
import { assert } from "../../kernel/index.ts";

/** A message of the server, as bytes that are its reader's until the next one is read. */
export interface Message {
  readonly bytes: Buffer;
  /** Where its content begins, and where it ends. */
  readonly start: number;
  readonly end: number;
}

type Listener = (chunk: Buffer) => void;

/** What the driver makes known of what it reads. */
export interface WireConnection extends Pick<EventEmitter, "emit"> {
  readonly stream: Pick<EventEmitter, "on" | "listeners" | "removeAllListeners">;
}

const HEAD_BYTES = 5;
const CODE = (letter: string): number => letter.charCodeAt(0);
const BIND_COMPLETE = CODE("2");
const DATA_ROW = CODE("D");
const COMMAND_COMPLETE = CODE("C");
const READY = CODE("Z");
/** Idle, in a transaction, in a failed one. */
const READY_MESSAGES = new Map(["I", "T", "E"].map((status) => [CODE(status), { name: "readyForQuery", status }]));

/**
 * Reads the four messages every statement is answered with in place of the driver, which makes objects of each and of every value
 * before anybody asks for them. All others (errors, notices, descriptions) it is left to read itself. To be called once the
 * connection is ready, when nothing is on its way.
 */
export function readAnswers(connection: WireConnection): void {
  const { stream } = connection;
  const [driver, ...others] = stream.listeners("data") as Listener[];
  assert(driver && others.length === 0, "the driver reads a connection by one listener");
  const reader = new AnswerReader(connection, driver);
  stream.removeAllListeners("data");
  stream.on("data", (chunk: Buffer) => reader.read(chunk));
}

class AnswerReader {
  readonly #connection: WireConnection;
  readonly #driver: Listener;
  /** What has come of a message that has not come whole, and how many bytes there are to be before it is read. */
  #parts: Buffer[] = [];
  #size = 0;
  #wanted = 0;

  constructor(connection: WireConnection, driver: Listener) {
    this.#connection = connection;
    this.#driver = driver;
  }

  read(chunk: Buffer): void {
    if (this.#parts.length === 0) this.#hearAll(chunk);
    else {
      this.#parts.push(chunk);
      this.#size += chunk.length;
      if (this.#size >= this.#wanted) this.#hearAll(this.#joined());
    }
  }

  #joined(): Buffer {
    const bytes = Buffer.concat(this.#parts);
    this.#parts = [];
    return bytes;
  }

  #hearAll(bytes: Buffer): void {
    let at = 0;
    let end = HEAD_BYTES;
    while (at + HEAD_BYTES <= bytes.length) {
      end = at + 1 + bytes.readUInt32BE(at + 1);
      if (end > bytes.length) break;
      this.#hear(bytes, at, end);
      at = end;
      end = at + HEAD_BYTES;
    }
    if (at < bytes.length) this.#keep(bytes.subarray(at), end - at);
  }

  #keep(part: Buffer, wanted: number): void {
    this.#parts = [part];
    this.#size = part.length;
    this.#wanted = wanted;
  }

  #hear(bytes: Buffer, at: number, end: number): void {
    const code = bytes[at];
    const start = at + HEAD_BYTES;
    if (code === BIND_COMPLETE) return;
    if (code === DATA_ROW) this.#connection.emit("dataRow", { bytes, start, end });
    else if (code === COMMAND_COMPLETE) this.#connection.emit("commandComplete", { bytes, start, end });
    else if (code === READY) this.#connection.emit("readyForQuery", READY_MESSAGES.get(bytes[start]!));
    else this.#driver(bytes.subarray(at, end));
  }
}

/** The text of a command's end, e.g. "INSERT 0 1". */
export const commandOf = ({ bytes, start, end }: Message): string => bytes.toString("latin1", start, end - 1);

/** The values of a row as the server wrote them, null for none. */
export function valuesOf({ bytes, start }: Message): readonly (string | null)[] {
  const values = Array<string | null>(bytes.readUInt16BE(start));
  let at = start + 2;
  for (let index = 0; index < values.length; index++) {
    values[index] = valueAt(bytes, at);
    at += 4 + Math.max(0, bytes.readInt32BE(at));
  }
  return values;
}

/** The first of them; undefined in a row without columns. */
export function firstValueOf({ bytes, start }: Message): string | null | undefined {
  return bytes.readUInt16BE(start) === 0 ? undefined : valueAt(bytes, start + 2);
}

function valueAt(bytes: Buffer, at: number): string | null {
  const length = bytes.readInt32BE(at);
  return length < 0 ? null : bytes.toString("utf8", at + 4, at + 4 + length);
}
