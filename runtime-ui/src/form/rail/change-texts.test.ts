import { expect, test } from "@jest/globals";
import type { Field } from "../../../../engine/contract/types/index.ts";
import type { DocumentAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { orderMeta } from "../testing/order-meta.ts";
import { changedLine, changeTexts } from "./change-texts.ts";

const label = { fr: "x", en: "x" };
const ID = "018f0000-0000-7000-8000-000000000001";
const options = { kept: { label: { fr: "Gardé", en: "Kept" } } };

/** A value of each field type as the history stores it, and what a French reader sees of it. */
const VALUES: { readonly [T in Field["type"]]: readonly [field: object, value: unknown, text: string | null] } = {
  text: [{}, "abc", "abc"],
  long_text: [{}, "abc", "abc"],
  rich_text: [{}, "<p>abc</p>", null],
  markdown: [{}, "abc", "abc"],
  email: [{}, "a@b.fr", "a@b.fr"],
  phone: [{}, "+33 1", "+33 1"],
  url: [{}, "https://b.fr", "https://b.fr"],
  integer: [{}, 1234, "1 234"],
  decimal: [{}, "1234.5", "1 234,5"],
  money: [{ currency: "currency" }, "1234.5", "1 234,50 $US"],
  quantity: [{}, "2.500", "2,5"],
  percent: [{}, "20.00", "20 %"],
  boolean: [{}, true, "Oui"],
  date: [{}, "2026-03-15", "15/03/2026"],
  datetime: [{}, "2026-03-15T12:00:00.000Z", "15/03/2026 "],
  time: [{}, "08:30:00", "08:30"],
  duration: [{}, 7500, "2 h 05"],
  json: [{}, { key: 1 }, null],
  color: [{}, "#aabbcc", "#aabbcc"],
  geolocation: [{}, { lat: 1, lng: 2 }, null],
  secret: [{}, "•••", null],
  tags: [{}, ["a", "b"], "a, b"],
  choice: [{ options }, "kept", "Gardé"],
  multi_choice: [{ options }, ["kept"], "Gardé"],
  link: [{ to: "buyer" }, ID, null],
  dynamic_link: [{ to: ["buyer"] }, { type: "buyer", id: ID }, null],
  table: [{ of: "order_line" }, [ID], null],
  file: [{}, ID, null],
  image: [{}, ID, null],
  rating: [{}, 4, "4"],
  barcode: [{}, "123", "123"],
  computed: [{ result: "date", expression: "day" }, "2026-03-15", "15/03/2026"],
};

const spaces = (text: string | undefined) => text?.replace(/[\u00a0\u202f]/g, " ");

function textsOf(type: string, field: object, value: unknown, language: "fr" | "en" = "fr") {
  const meta = orderMeta();
  const fields = { value: { type, label, ...field } as Field };
  const doctype = { ...meta.doctypes["order"], fields } as MetaDoctype;
  const document = { id: ID, currency: "USD" } as unknown as DocumentAnswer;
  const change = { field: "value", before: null, after: value as never };
  return changeTexts({ meta, language }, doctype, document, change);
}

test.each(Object.entries(VALUES))("a changed %s is told as a French reader writes it, or by its name alone", (type, [
  field,
  value,
  text,
]) => {
  const told = textsOf(type, field, value);
  if (text === null) expect(told).toBeNull();
  else expect([told?.before, spaces(told?.after)?.startsWith(text)]).toEqual(["—", true]);
});

test("an option the metadata no longer knows is not told by its key", () => {
  expect(textsOf("choice", { options }, "dropped_key")?.after).toBe("…");
});

test("of a link the documents are named that it pointed to, as far as one may read them", () => {
  const meta = orderMeta();
  const doctype = meta.doctypes["order"]!;
  const document = { id: ID, lines: [{ id: "l1" }, { id: "l2" }] } as unknown as DocumentAnswer;
  const [gone, here] = ["018f0000-0000-7000-8000-00000000000a", "018f0000-0000-7000-8000-00000000000b"];
  const told = (change: Parameters<typeof changeTexts>[3], titles: Readonly<Record<string, string>>) =>
    changeTexts({ meta, language: "en" }, doctype, document, change, titles);
  const buyer = { field: "buyer", before: gone, after: here };
  expect(told(buyer, { [gone]: "Ada", [here]: "Bob" })).toEqual({ before: "Ada", after: "Bob" });
  expect(told(buyer, { [here]: "Bob" })).toEqual({ before: "…", after: "Bob" });
  expect(told(buyer, {})).toBeNull();
  const product = { field: "lines", row: "l2", column: "product", before: null, after: here };
  expect(told(product, { [here]: "Lamp" })).toEqual({ before: "—", after: "Lamp" });
  expect([changedLine(document, product), changedLine(document, buyer)]).toEqual([2, null]);
});
