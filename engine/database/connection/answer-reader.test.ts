import { EventEmitter } from "node:events";
import { describe, expect, test } from "@jest/globals";
import { commandOf, firstValueOf, type Message, readAnswers, valuesOf } from "./answer-reader.ts";

const message = (code: string, content: Uint8Array): Buffer => {
  const bytes = Buffer.alloc(content.length + 5);
  bytes.write(code, 0);
  bytes.writeUInt32BE(content.length + 4, 1);
  bytes.set(content, 5);
  return bytes;
};

function rowMessage(values: readonly (string | null)[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeUInt16BE(values.length);
  const fields = values.map((value) => {
    const text = Buffer.from(value ?? "");
    const length = Buffer.alloc(4);
    length.writeInt32BE(value === null ? -1 : text.length);
    return Buffer.concat([length, text]);
  });
  return message("D", Buffer.concat([count, ...fields]));
}

const ROWS = [["é€𝄞", null, "", "x".repeat(300)], [], [null]];
const LEFT_TO_DRIVER = ["1", "T", "E", "N", "S", "A"].map((code) => message(code, Buffer.from(`of ${code}`)));
const SENT = Buffer.concat([
  message("2", Buffer.alloc(0)),
  ...LEFT_TO_DRIVER.slice(0, 2),
  ...ROWS.map(rowMessage),
  message("C", Buffer.from("SELECT 3\0")),
  message("Z", Buffer.from("T")),
  ...LEFT_TO_DRIVER.slice(2),
  message("Z", Buffer.from("I")),
]);

/** What is heard of bytes that come in chunks. */
function heardOf(chunks: readonly Buffer[]) {
  const stream = new EventEmitter();
  const connection = Object.assign(new EventEmitter(), { stream });
  const heard: unknown[] = [];
  stream.on("data", (bytes: Buffer) => heard.push(["driver", bytes.toString("latin1")]));
  readAnswers(connection);
  connection.on("dataRow", (row: Message) => heard.push(["row", valuesOf(row), firstValueOf(row)]));
  connection.on("commandComplete", (done: Message) => heard.push(["done", commandOf(done)]));
  connection.on("readyForQuery", ({ status }: { status: string }) => heard.push(["ready", status]));
  for (const chunk of chunks) stream.emit("data", chunk);
  return heard;
}

const driver = (messages: readonly Buffer[]) => messages.map((bytes) => ["driver", bytes.toString("latin1")]);
const EXPECTED = [
  ...driver(LEFT_TO_DRIVER.slice(0, 2)),
  ...ROWS.map((row) => ["row", row, row[0]]),
  ["done", "SELECT 3"],
  ["ready", "T"],
  ...driver(LEFT_TO_DRIVER.slice(2)),
  ["ready", "I"],
];

describe("the answers of the server", () => {
  test("are heard in order, and what is not an answer is left to the driver whole", () => {
    expect(heardOf([SENT])).toEqual(EXPECTED);
  });

  test("are the same wherever they are cut, once or into single bytes", () => {
    for (let at = 1; at < SENT.length; at++) {
      expect(heardOf([SENT.subarray(0, at), SENT.subarray(at)])).toEqual(EXPECTED);
    }
    expect(heardOf([...SENT].map((byte) => Buffer.of(byte)))).toEqual(EXPECTED);
  });

  test("are not read in place of a driver that reads otherwise", () => {
    const ignore = () => undefined;
    for (const listeners of [[], [ignore, ignore]]) {
      const stream = new EventEmitter();
      for (const listener of listeners) stream.on("data", listener);
      const reading = () => readAnswers(Object.assign(new EventEmitter(), { stream }));
      expect(reading).toThrow(expect.objectContaining({ code: "ASSERTION_FAILED" }));
    }
  });

  test("in many pieces take time in proportion to their length", () => {
    const large = rowMessage(["x".repeat(40_000_000)]);
    const chunks: Buffer[] = [];
    for (let at = 0; at < large.length; at += 65_536) chunks.push(large.subarray(at, at + 65_536));
    let copied = 0;
    const concat = Buffer.concat;
    Buffer.concat = (list, total) => {
      copied += list.reduce((sum, { length }) => sum + length, 0);
      return concat(list, total);
    };
    try {
      expect(heardOf(chunks)).toHaveLength(1);
    } finally {
      Buffer.concat = concat;
    }
    expect(copied).toBeLessThanOrEqual(2 * large.length);
  });
});
