import { expect, test } from "@jest/globals";
import { fileHeaders } from "./file-name.ts";

const headersOf = (content_type: string, wanted: "inline" | "attachment") =>
  fileHeaders({ file_name: "Reçu.bin", content_type, size_bytes: 3 }, wanted);
const isInline = (content_type: string, wanted: "inline" | "attachment" = "inline") =>
  headersOf(content_type, wanted)["content-disposition"]?.startsWith("inline; ");

test.each([
  "application/pdf",
  "image/png",
  "image/jpeg",
  "image/webp",
  "text/plain",
])("%s is shown when asked", (type) => {
  expect([isInline(type), isInline(type, "attachment")]).toEqual([true, false]);
});

test.each([
  "text/html",
  "image/svg+xml",
  "application/xml",
  "application/xhtml+xml",
  "text/javascript",
  "application/zip",
])("%s, which could run in the page or is nothing to see, is a download whatever is asked", (type) => {
  expect(isInline(type)).toBe(false);
  expect(headersOf(type, "inline")["content-security-policy"]).toBe("default-src 'none'; sandbox");
});

test("only a PDF that is shown goes without a sandbox, which would leave its page empty", () => {
  const policy = (type: string, wanted: "inline" | "attachment") => headersOf(type, wanted)["content-security-policy"];
  expect(policy("application/pdf", "inline")).toBe("default-src 'none'; object-src 'self'");
  expect(policy("application/pdf", "attachment")).toContain("sandbox");
  expect(policy("image/png", "inline")).toContain("sandbox");
});
