import { describe, expect, test } from "@jest/globals";
import { bindMessage } from "./query-messages.ts";

const TEXTS = ["", "a", "é€𝄞", "x".repeat(47), "é".repeat(48), "x".repeat(49), "€".repeat(5_000), "x".repeat(200_000)];

const ask = (name: string, text: string, values: readonly unknown[]) =>
  bindMessage({ name, text, values, isDescribed: false });

/** What a server reads: messages by their lengths, of which the first is Parse, the second Bind. */
function read(message: Buffer) {
  const contents: Record<string, Buffer> = {};
  let at = 0;
  while (at < message.length) {
    const end = at + 1 + message.readUInt32BE(at + 1);
    contents[message.toString("latin1", at, at + 1)] = message.subarray(at + 5, end);
    at = end;
  }
  expect(at).toBe(message.length);
  expect(Object.keys(contents)).toEqual(["P", "B", "E", "S"]);
  const [name, text] = contents["P"]!.toString().split("\0");
  return { name, text, ...readBind(contents["B"]!) };
}

function readBind(content: Buffer) {
  const nameEnd = content.indexOf(0, 1);
  const bound = content.toString("utf8", 1, nameEnd);
  let at = nameEnd + 1;
  const next16 = () => {
    at += 2;
    return content.readInt16BE(at - 2);
  };
  const formats = Array.from({ length: next16() }, next16);
  const values = Array.from({ length: next16() }, () => {
    const length = content.readInt32BE(at);
    at += 4 + Math.max(0, length);
    return length < 0 ? null : content.toString("utf8", at - length, at);
  });
  return { bound, formats, values };
}

describe("the message of a statement", () => {
  test("says its name, its text and its values, of every length and script", () => {
    for (const text of TEXTS) {
      const values = [null, text, undefined, 7, text];
      const expected = { name: "s1", bound: "s1", formats: [], values: [null, text, null, "7", text] };
      expect(read(ask("s1", `select /* ${text} */`, values))).toEqual({ text: `select /* ${text} */`, ...expected });
    }
  });

  test("tells bytes from texts", () => {
    const { formats, values } = read(ask("", "select", ["a", Buffer.from("b"), null]));
    expect([formats, values]).toEqual([
      [0, 1, 0],
      ["a", "b", null],
    ]);
  });

  test("stays as it is however many are written before it is sent, whatever their lengths add up to", () => {
    const texts = Array.from({ length: 300 }, (_, index) => TEXTS[index % TEXTS.length]! + index);
    const messages = texts.map((text) => ask("", text, [text]));
    const heard = messages.map((message) => read(message));
    expect(heard.map(({ text, values }) => [text, values])).toEqual(texts.map((text) => [text, [text]]));
  });

  test("that could not be written leaves nothing behind in the next one", () => {
    const broken = {
      toPostgres() {
        throw new TypeError("no value");
      },
    };
    for (const before of TEXTS) {
      expect(() => ask("", "select $1, $2", [before, broken])).toThrow("no value");
      expect(read(ask("", "select $1", ["x"]))).toMatchObject({ text: "select $1", values: ["x"] });
    }
  });
});
