import { describe, expect, test } from "@jest/globals";
import { metadataModel } from "../metadata/metadata-model.ts";
import { loadPatchedLibrary } from "../tests/library.ts";
import type { Doctype, Field } from "../types/index.ts";
import { validateJson } from "../validation/validate-json.ts";
import { doctypeJsonSchema } from "./doctype-json-schema.ts";
import { fieldJsonSchema } from "./field-json-schema.ts";

const label = { fr: "Champ", en: "Field" };
const ID = "0190b6a0-0000-7000-8000-000000000001";
const options = { low: { label }, high: { label } };
type Values = readonly unknown[];

/** Field → values it takes → values it refuses. */
const CASES: readonly (readonly [Field, Values, Values])[] = [
  [{ type: "text", label, max: 3, pattern: "[a-z]+" }, ["abc", null], ["abcd", "AB", 1]],
  [{ type: "text", label, pattern: "a|b" }, ["a", "b"], ["ab", "xa"]],
  [{ type: "long_text", label }, ["x\ny"], [["x"]]],
  [{ type: "email", label }, ["a@b.fr"], ["a", "a@"]],
  [{ type: "phone", label }, ["+33 1 23 45 67 89"], ["call me"]],
  [{ type: "url", label }, ["https://example.org/a"], ["example"]],
  [{ type: "integer", label, min: 0, max: 9 }, [0, 9], [-1, 10, 1.5, "1"]],
  [{ type: "money", label }, ["12.50", "-3", 12], ["12,50", 12.5, "1e3", 2 ** 60]],
  [{ type: "decimal", label }, ["0.0000001"], ["abc", ""]],
  [{ type: "quantity", label }, ["1.500", 2], [true]],
  [{ type: "percent", label }, ["20"], ["20 %"]],
  [{ type: "boolean", label }, [true, false], ["true", 1]],
  [{ type: "date", label }, ["2026-02-28"], ["2026-02-30", "28/02/2026"]],
  [{ type: "datetime", label }, ["2026-02-28T12:00:00Z"], ["2026-02-28"]],
  [{ type: "time", label }, ["23:59", "08:00:30"], ["24:00", "8:00"]],
  [{ type: "duration", label }, [3600], ["1h"]],
  [{ type: "choice", label, options }, ["low", null], ["medium", ["low"]]],
  [{ type: "choice", label, options, required: true }, ["low"], [null]],
  [{ type: "multi_choice", label, options }, [["low", "high"], []], [["low", "low"], "low"]],
  [{ type: "tags", label }, [["a"]], [[""], "a"]],
  [{ type: "link", label, to: "book" }, [ID, null], ["book", 1]],
  [{ type: "dynamic_link", label, to: ["book"] }, [{ type: "book", id: ID }], [ID, { type: "loan", id: ID }]],
  [{ type: "file", label }, [ID], ["x"]],
  [{ type: "json", label }, [{ a: [1] }, "x", null], []],
  [{ type: "color", label }, ["#1a2B3c"], ["red"]],
  [{ type: "rating", label, max: 3 }, [0, 3], [4]],
  [{ type: "geolocation", label }, [{ lat: 48.8, lng: 2.3 }], [{ lat: 91, lng: 0 }, { lat: 1 }]],
  [{ type: "barcode", label }, ["3017620422003"], [3017620422003]],
  [{ type: "secret", label }, ["s3cret"], [1]],
];

describe("the schema of a field's value", () => {
  test.each(CASES)("of %j", (field, accepted, refused) => {
    const schema = fieldJsonSchema(field);
    expect(accepted.filter((value) => validateJson(schema, value).length > 0)).toEqual([]);
    expect(refused.filter((value) => validateJson(schema, value).length === 0)).toEqual([]);
  });

  test("carries label, type, level and target for screens and API documentation", () => {
    expect(fieldJsonSchema({ type: "link", label, to: "book", level: 2, required: true })).toEqual({
      title: "Field",
      type: "string",
      format: "uuid",
      "x-to": "book",
      "x-type": "link",
      "x-label": label,
      "x-level": 2,
    });
  });

  test("marks what the engine computes as read-only", () => {
    expect(fieldJsonSchema({ type: "money", label, formula: "1" })["readOnly"]).toBe(true);
    expect(fieldJsonSchema({ type: "computed", label, result: "date", expression: "today()" })["readOnly"]).toBe(true);
  });
});

describe("the schema of a document's values", () => {
  const model = metadataModel(loadPatchedLibrary({}));
  const schema = doctypeJsonSchema(model.get("doctype", "loan") as Doctype, model);

  test("asks for required fields that nothing else provides", () => {
    expect(schema["required"]).toEqual(["member"]);
  });

  test("shapes a table's rows by the child doctype, with an optional id", () => {
    const book = ID;
    expect(
      validateJson(schema, {
        member: ID,
        lines: [
          { book, quantity: "2" },
          { id: ID, book },
        ],
      }),
    ).toEqual([]);
    const refused = validateJson(schema, { member: ID, lines: [{ quantity: "2" }, { book, colour: "red" }] });
    expect(refused.map(({ code, pointer }) => [code, pointer])).toEqual([
      ["SCHEMA_PROPERTY_MISSING", "/lines/0"],
      ["SCHEMA_PROPERTY_UNKNOWN", "/lines/1/colour"],
    ]);
  });

  test("refuses system fields and unknown ones", () => {
    const refused = validateJson(schema, { member: ID, lines: [], docstatus: "submitted", nope: 1 });
    expect(refused.map(({ pointer }) => pointer).sort()).toEqual(["/docstatus", "/lines", "/nope"]);
  });
});
