import { describe, expect, test } from "@jest/globals";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { SEED } from "../../kernel/tests/seed.ts";
import { sniffType } from "./sniff-type.ts";

const bytesOf = (content: string) => Buffer.from(content, "latin1");

describe("a file is what its bytes are", () => {
  test.each([
    ["%PDF-1.7", "application/pdf"],
    ["GIF89a", "image/gif"],
    ["\xff\xd8\xff\xe0", "image/jpeg"],
    ["MZ\x90", "application/x-msdownload"],
    ["\x7fELF", "application/x-elf"],
    ["PK\x03\x04 anything", "application/zip"],
    ["name;amount\nA;1", "text/plain"],
    ["a\0b", "application/octet-stream"],
  ])("%p is %s", async (content, type) => {
    expect(await sniffType(bytesOf(content))).toBe(type);
  });

  test("a workbook is told from another archive", async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet("a");
    expect(await sniffType(new Uint8Array(await workbook.xlsx.writeBuffer()))).toBe(
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    );
  });
});

describe("markup is never told to be a picture", () => {
  test.each([
    ["  <!DOCTYPE html><p>", "text/html"],
    ["<script>alert(1)</script>", "text/html"],
    ["<svg onload=alert(1)>", "image/svg+xml"],
    ['<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"],
    ["\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a -->\n<SVG/>", "image/svg+xml"],
    ["<svg/onload=alert(1)>", "image/svg+xml"],
    ["<?xml version='1.0'?><s:svg xmlns:s='http://www.w3.org/2000/svg'/>", "image/svg+xml"],
    ["<?xml version='1.0'?><a/>", "application/xml"],
  ])("%p is %s", async (content, type) => {
    expect(await sniffType(bytesOf(content))).toBe(type);
  });
});

test("whatever follows a known beginning, an answer is given", async () => {
  const beginnings = [
    "PK\x03\x04",
    "PK\x03\x04\x14\0\0\0\x08\0",
    "\x89PNG\r\n\x1a\n",
    "RIFF",
    "\x1f\x8b",
    "ID3",
    "<?xml ",
    "%PDF-",
    "\0\0\0\x18ftyp",
    "0&\xb2u\x8ef\xcf\x11",
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 200 }), async (beginning, rest) => {
      expect(await sniffType(Buffer.concat([bytesOf(beginning), rest]))).toMatch(/^[a-z]+\/[a-z0-9.+-]+$/);
    }),
    { seed: SEED, numRuns: 500 },
  );
});
