import fc from "fast-check";
import type { Field } from "../../../../engine/contract/index.ts";
import type { MetaAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import type { AgreementInput, Json } from "./agreement-case.ts";

const TEXT = fc.string({ maxLength: 8, unit: fc.constantFrom(..."abcXYZ019 é-") });
const decimal = (digits: number) =>
  fc
    .tuple(fc.integer({ min: -99_999, max: 999_999_999 }), fc.integer({ min: 0, max: digits }))
    .map(([units, places]) => (units / 10 ** places).toFixed(places));
const DATE = fc
  .integer({ min: -800, max: 800 })
  .map((days) => new Date(Date.UTC(2026, 2, 15) + days * 86_400_000).toISOString().slice(0, 10));

/** Values a person might type into some of a document's fields: sensible, at the limit, or with too many decimals. */
export function randomValues(
  meta: MetaAnswer,
  records: AgreementInput["records"],
  doctype: MetaDoctype,
): fc.Arbitrary<Json> {
  const fields = Object.entries(doctype.fields).filter(([, field]) => isTyped(field));
  const given = fields.map(
    ([id, field]) => [id, fc.option(randomValue(meta, records, field), { freq: 3, nil: undefined })] as const,
  );
  return fc.record(Object.fromEntries(given)).map((values) => {
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  });
}

const isTyped = (field: Field) =>
  field.formula === undefined && field.type !== "computed" && !(field.type === "table" && field.derive);

/** Rows behind the last one that has something are none: a form does not send them. */
const withoutBlankEnd = (rows: readonly Json[]): readonly Json[] =>
  rows.slice(0, rows.findLastIndex((row) => Object.values(row).some((value) => (value ?? "") !== "")) + 1);

function randomValue(meta: MetaAnswer, records: AgreementInput["records"], field: Field): fc.Arbitrary<unknown> {
  switch (field.type) {
    case "table":
      return fc.array(randomValues(meta, records, meta.doctypes[field.of]!), { maxLength: 4 }).map(withoutBlankEnd);
    case "link":
      return fc.constantFrom(null, ...(records[field.to] ?? []).map(({ id }) => id));
    case "choice":
      return fc.constantFrom(...Object.keys(field.options));
    case "boolean":
      return fc.boolean();
    case "date":
      return DATE;
    case "percent":
      return decimal(4).map((text) => (Math.abs(Number(text)) % 100).toFixed(3));
    case "decimal":
    case "money":
    case "quantity":
      return decimal(7);
    case "integer":
    case "duration":
      return fc.integer({ min: -3, max: 400 });
    case "text":
    case "long_text":
      return TEXT;
    default:
      return fc.constant(null);
  }
}
