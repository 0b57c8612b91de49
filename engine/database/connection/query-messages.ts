import utils from "pg/lib/utils.js";
import { MessageWriter } from "./message-writer.ts";

/** What is sent for one statement. */
export interface Asked {
  /** Name it is prepared under; "" for once. */
  readonly name: string;
  /** Its text, where it is yet to be parsed. */
  readonly text: string | null;
  readonly values: readonly unknown[];
  /** Is the answer to tell what its columns are? */
  readonly isDescribed: boolean;
}

const DESCRIBE_PORTAL = Buffer.from([0x44, 0, 0, 0, 6, 0x50, 0]);
const EXECUTE_AND_SYNC = Buffer.from([0x45, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0x53, 0, 0, 0, 4]);

const writer = new MessageWriter();

/**
 * Parse, Bind, Describe, Execute and Sync, as far as they are needed, as one piece of bytes. The driver makes a buffer of
 * each and lets it grow: 33 µs for the sixty values of a small create, this way 14.
 */
export function bindMessage({ name, text, values, isDescribed }: Asked): Buffer {
  try {
    if (text !== null) writeParse(name, text);
    writeBind(name, values);
  } catch (error) {
    writer.discard();
    throw error;
  }
  if (isDescribed) writer.add(DESCRIBE_PORTAL);
  writer.add(EXECUTE_AND_SYNC);
  return writer.take();
}

/** A text for the simple protocol. */
export function commandMessage(text: string): Buffer {
  writer.begin("Q");
  writer.name(text);
  writer.end();
  return writer.take();
}

function writeParse(name: string, text: string): void {
  writer.begin("P");
  writer.name(name);
  writer.name(text);
  writer.int16(0);
  writer.end();
}

const TEXT = 0;
const BINARY = 1;
const isBinary = (value: unknown): boolean => typeof value === "object" && value instanceof Uint8Array;

function writeBind(name: string, values: readonly unknown[]): void {
  writer.begin("B");
  writer.name("");
  writer.name(name);
  // Without a list of formats all values are texts.
  const formats = values.some(isBinary) ? values.map((value) => (isBinary(value) ? BINARY : TEXT)) : [];
  writer.int16(formats.length);
  for (const format of formats) writer.int16(format);
  writer.int16(values.length);
  for (const value of values) writeValue(value);
  writer.int16(0);
  writer.end();
}

const NULL = -1;

function writeValue(value: unknown): void {
  if (typeof value === "string") writer.text(value);
  else if (value === null || value === undefined) writer.int32(NULL);
  else if (value instanceof Uint8Array) writer.bytes(value);
  else writePrepared(utils.prepareValue(value));
}

function writePrepared(value: unknown): void {
  if (value === null) writer.int32(NULL);
  else writer.text(String(value));
}
