import { expect, test } from "@jest/globals";
import type { Field, Named } from "../../../engine/contract/types/index.ts";
import type { MetaAnswer } from "../../../engine/http/api-types.ts";
import { orderMeta } from "../form/testing/order-meta.ts";
import { quickFields, searchedField } from "./quick-fields.ts";

const META = orderMeta();
const text = (more: object = {}) => ({ type: "text", label: { fr: "x", en: "x" }, ...more }) as Field;

function metaOf(title: string, fields: Named<Field>): MetaAnswer {
  return { ...META, doctypes: { ...META.doctypes, buyer: { ...META.doctypes["buyer"]!, title, fields } } };
}
const asked = (meta: MetaAnswer) => quickFields(meta, "buyer").map(([id]) => id);

test("what is made in passing is asked for what it must have, its title, and behind these what tells it from all others", () => {
  const fields = {
    code: text({ unique: true }),
    name: text(),
    kind: text({ required: true, default: "'a'" }),
    place: text({ required: true }),
    key: text({ unique: true, read_only: true }),
    remark: text(),
  };
  expect(asked(metaOf("name", fields))).toEqual(["name", "place", "code"]);
  expect(asked(metaOf("code + ' ' + name", fields))).toEqual(["code", "name", "place"]);
});

test("what was searched for is the name, else the last text of the title, whatever is asked behind it", () => {
  const fields = { code: text({ unique: true }), label: text(), ref: text({ unique: true }) };
  expect(searchedField(metaOf("code + ' ' + label", fields), "buyer")).toBe("label");
  expect(searchedField(metaOf("label", { ...fields, name: text() }), "buyer")).toBe("label");
  expect(searchedField(metaOf("label + name", { ...fields, name: text() }), "buyer")).toBe("name");
});
