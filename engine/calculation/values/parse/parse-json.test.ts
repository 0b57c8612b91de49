import { expect, test } from "@jest/globals";
import { parseJson } from "./parse-json.ts";

test.each([
  "12345678901234567890",
  "1e400",
  '{"a":[9007199254740993]}',
  '{"deep":{"n":-1e999}}',
])("%s, which would be kept as another number, is refused", (text) =>
  expect(parseJson(JSON.parse(text))).not.toHaveProperty("value"));

test.each(["1", "-0.1", "9007199254740991", '{"a":[1.5,null,"12345678901234567890"]}'])("%s is kept as it is", (text) =>
  expect(parseJson(JSON.parse(text))).toMatchObject({ ok: true, value: JSON.parse(text) }));
