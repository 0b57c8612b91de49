import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { libraryMetadata } from "../../../documents/tests/library-metadata.ts";
import { resolveRegistry } from "../../../registry/index.ts";
import { fieldIndex } from "../../fields/field-index.ts";
import { parseValue } from "./parse-value.ts";

const registry = resolveRegistry(libraryMetadata());
const member = registry.doctype("member");
const book = registry.doctype("book");
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const schemas = {
  member: ajv.compile({ ...member.jsonSchema, required: [] }),
  book: ajv.compile({ ...book.jsonSchema, required: [] }),
};
const ID = "01900000-0000-7000-8000-000000000001";

/** Values every field type is tried with: each is taken by some and refused by others. */
const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  5,
  6,
  -1,
  1.5,
  "text",
  "x".repeat(200),
  "x".repeat(100_001),
  "a@b.fr",
  "a@b",
  "0123456789",
  "+33 (0)1.23-45",
  "https://a.test/b?c",
  "adult",
  "child",
  "ADULT",
  ["fr"],
  ["fr", "xx"],
  [],
  ["tag"],
  [""],
  ["x".repeat(61)],
  "1.5",
  "1,5",
  "-0012.50",
  "1e5",
  "0x10",
  "Infinity",
  " 1",
  "2026-02-28",
  "2026-02-30",
  "26-02-28",
  "2026-01-31T09:30:00Z",
  "2026-01-31T09:30:00+01:00",
  "2026-01-31T09:30",
  "07:15",
  "07:15:30",
  "24:00",
  "#a1B2c3",
  "#abc",
  { lat: 1, lng: 2 },
  { lat: 91, lng: 2 },
  { lat: 1 },
  ID,
  ID.toUpperCase(),
  "not-an-id",
  { type: "book", id: ID },
  { type: "member", id: ID },
  { type: "book" },
  { type: "book", id: ID, x: 1 },
];

describe("parsing and the published JSON Schema agree on what is taken", () => {
  const fields = [
    ...fieldIndex(member).scalars.map((field) => ["member", field.id] as const),
    ...fieldIndex(book).scalars.map((field) => ["book", field.id] as const),
  ].filter(([, id]) => !["extra", "barcode", "weight"].includes(id));

  test.each(fields)("%s.%s", (doctype, id) => {
    const field = fieldIndex(registry.doctype(doctype)).byId.get(id)!;
    for (const value of VALUES) {
      if (field.required && value === null) continue;
      const says = (isTaken: boolean) =>
        `${JSON.stringify(value)?.slice(0, 60)} ${isTaken ? "is taken" : "is refused"}`;
      expect(says(parseValue(field, value).ok)).toBe(says(schemas[doctype]({ [id]: value })));
    }
  });
});

describe("a value is written one way", () => {
  const parsed = (id: string, value: unknown, doctype = member) => parseValue(fieldIndex(doctype).byId.get(id)!, value);

  test.each([
    ["credit", "007.10", "7.1"],
    ["credit", "+1", "1"],
    ["credit", 12, "12"],
    ["branch", ID.toUpperCase(), ID],
    ["shade", "#ABCDEF", "#abcdef"],
    ["wakes_at", "06:00", "06:00:00"],
    ["seen_at", "2026-01-31T00:30:00+01:00", "2026-01-30T23:30:00.000Z"],
    ["interests", ["a", "a", "b"], ["a", "b"]],
    ["about", "", null],
  ])("%s %j becomes %j", (id, value, written) => {
    expect(parsed(id, value)).toEqual({ ok: true, value: written });
  });

  test("decimals have their scale, half-up, and fit their column", () => {
    expect(parsed("weight", "1.00005", book)).toEqual({ ok: true, value: "1.0001" });
    expect(parsed("weight", "-1.00005", book)).toEqual({ ok: true, value: "-1.0001" });
    expect(parsed("weight", "99999999.9999", book)).toMatchObject({ ok: true });
    expect(parsed("weight", "99999999.99995", book)).toMatchObject({ code: "VALUE_TOO_LARGE" });
  });
});

test("a number with more digits than fit is told to be too long, what is no number to be none", () => {
  const price = fieldIndex(book).scalars.find(({ type }) => type === "money" || type === "decimal");
  const refused = (value: string) => {
    const parsed = price && parseValue(price, value);
    return parsed && !parsed.ok && parsed.code;
  };
  for (const value of ["9".repeat(34), `1.${"9".repeat(21)}`]) expect(refused(value)).toBe("VALUE_TOO_MANY_DIGITS");
  expect(refused("9,5")).toBe("VALUE_TYPE");
});
