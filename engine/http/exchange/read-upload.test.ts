import type { IncomingMessage } from "node:http";
import { PassThrough } from "node:stream";
import { describe, expect, test } from "@jest/globals";
import { isPerfexError } from "../../kernel/index.ts";
import { readUpload } from "./read-upload.ts";

const MAX_BYTES = 1000;
const part = (disposition: string, text: string) =>
  `--cut\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${text}\r\n`;
const FILE = part('name="file"; filename="a.csv"', "name,pages\r\nZadig,90");
const OPTIONS = part('name="options"', '{"dry_run":true}');
const END = "--cut--\r\n";

/** A request that sends this and ends, or goes on without end. */
function requestOf(
  body: string,
  parts: { readonly type?: string; readonly isEndless?: boolean } = {},
): IncomingMessage {
  const request = new PassThrough();
  request.write(body);
  const more = () => {
    while (request.write("x".repeat(10_000)));
    request.once("drain", more);
  };
  if (parts.isEndless) more();
  else request.end();
  const headers = { "content-type": parts.type ?? "multipart/form-data; boundary=cut" };
  return Object.assign(request, { headers }) as unknown as IncomingMessage;
}

/** What came of it: the names of what was read, or the code of the refusal. */
async function outcomeOf(request: IncomingMessage): Promise<string> {
  try {
    const { fileName, bytes, options } = await readUpload(request, MAX_BYTES);
    return `${fileName} ${bytes.length} ${JSON.stringify(options)}`;
  } catch (error) {
    return isPerfexError(error) && error.status < 500 ? error.code : String(error);
  }
}

describe("a form with a file", () => {
  test("is read as it was sent", async () => {
    expect(await outcomeOf(requestOf(FILE + END))).toBe("a.csv 20 {}");
    expect(await outcomeOf(requestOf(OPTIONS + FILE + END))).toBe('a.csv 20 {"dry_run":true}');
  });

  test.each([
    ["Devis %22final%22.csv", 'Devis "final".csv'],
    ["two%0D%0Alines.csv", "twolines.csv"],
    ["100%25 %2F %0a.csv", "100%25 %2F %0a.csv"],
    ["été 50%.csv", "été 50%.csv"],
  ])("named %s by a browser, has the name %s", async (sent, name) => {
    const file = part(`name="file"; filename="${sent}"`, "x");
    expect(await outcomeOf(requestOf(file + END))).toBe(`${name} 1 {}`);
  });

  test("cut off at whatever byte, is refused as incomplete", async () => {
    const whole = FILE + OPTIONS + END;
    // Behind the last boundary's dashes nothing is missing any more.
    const cuts = Array.from({ length: whole.length - "\r\n".length }, (_, length) => whole.slice(0, length));
    const outcomes = await Promise.all(cuts.map((body) => outcomeOf(requestOf(body))));
    expect([...new Set(outcomes)]).toEqual(["HTTP_UPLOAD_INVALID"]);
  });

  test("without end, is refused as too large wherever it does not end", async () => {
    const unnamed = "--cut\r\nContent-Type: text/plain\r\n\r\n";
    for (const body of ["", FILE, FILE.slice(0, -10), OPTIONS.slice(0, -10), END, FILE + unnamed]) {
      expect([body, await outcomeOf(requestOf(body, { isEndless: true }))]).toEqual([body, "HTTP_BODY_TOO_LARGE"]);
    }
    const header = await outcomeOf(requestOf("--cut\r\nX: ", { isEndless: true }));
    expect(header).toBe("HTTP_UPLOAD_INVALID");
  });

  test.each([
    ["nothing", "", "HTTP_UPLOAD_INVALID"],
    ["no part", END, "HTTP_MULTIPART_REQUIRED"],
    ["only options", OPTIONS + END, "HTTP_MULTIPART_REQUIRED"],
    ["two files", FILE + FILE + END, "HTTP_PART_REPEATED"],
    ["options twice", FILE + OPTIONS + OPTIONS + END, "HTTP_PART_REPEATED"],
    ["many files", FILE.repeat(9) + END, "HTTP_PART_REPEATED"],
    ["a file of another name", part('name="other"; filename="a"', "x") + FILE + END, "HTTP_PART_UNKNOWN"],
    ["a file without a name", part('filename="a"', "x") + END, "HTTP_PART_UNKNOWN"],
    ["a field of another name", FILE + part('name="other"', "x") + END, "HTTP_PART_UNKNOWN"],
    ["options that are no JSON", FILE + part('name="options"', "{") + END, "HTTP_BODY_INVALID"],
    ["a file too large", part('name="file"; filename="a"', "x".repeat(MAX_BYTES + 1)) + END, "HTTP_BODY_TOO_LARGE"],
    ["options too large", FILE + part('name="options"', "x".repeat(100_000)) + END, "HTTP_BODY_TOO_LARGE"],
  ])("with %s, is refused", async (_what, body, code) => {
    expect(await outcomeOf(requestOf(body))).toBe(code);
  });

  test("without a boundary, or that is no form at all, is refused", async () => {
    expect(await outcomeOf(requestOf(FILE + END, { type: "multipart/form-data; charset=utf-8" }))).toBe(
      "HTTP_UPLOAD_INVALID",
    );
    expect(await outcomeOf(requestOf(FILE + END, { type: "text/csv" }))).toBe("HTTP_MULTIPART_REQUIRED");
  });

  test("whose sender goes away, is refused", async () => {
    const request = requestOf(FILE, { isEndless: true });
    const outcome = outcomeOf(request);
    request.emit("aborted");
    expect(await outcome).toBe("HTTP_UPLOAD_INVALID");
  });
});
