import { expect, test } from "@jest/globals";
import { libraryMetadata } from "../../../documents/tests/library-metadata.ts";
import { resolveRegistry } from "../../../registry/index.ts";
import { fieldIndex } from "../../fields/field-index.ts";
import { parseValue } from "./parse-value.ts";

const { byId } = fieldIndex(resolveRegistry(libraryMetadata()).doctype("member"));
const parsed = (field: string, sent: unknown) => parseValue(byId.get(field)!, sent);

test.each([
  ["name", "Awa  Ba"],
  ["card", "A-1"],
  ["email", "a@b.fr"],
  ["phone", "+33 1 23"],
  ["website", "https://a.test/"],
  ["barcode", "4006381333931"],
  ["shade", "#a1b2c3"],
])("what stands on one line (%s) has no blanks at its ends", (field, text) => {
  for (const sent of [text, ` ${text}`, `\t${text}\u00a0`, `${text}\n`])
    expect(parsed(field, sent)).toEqual({ ok: true, value: text });
});

test.each(["about", "story", "notice"])("what stands on many lines (%s) is left as it is", (field) => {
  expect(parsed(field, "  a\n\n b \n")).toEqual({ ok: true, value: "  a\n\n b \n" });
});

test("blanks alone are no text, but of a secret", () => {
  for (const field of ["name", "email", "about", "story", "notice", "shade"])
    expect(parsed(field, " \n\t")).toEqual({ ok: true, value: null });
  expect(parsed("pin", "  ")).toEqual({ ok: true, value: "  " });
});

test("a tag has none at its ends, and of blanks alone is none", () => {
  expect(parsed("interests", [" a", "a ", "b"])).toEqual({ ok: true, value: ["a", "b"] });
  expect(parsed("interests", [" "])).toMatchObject({ ok: false });
});
