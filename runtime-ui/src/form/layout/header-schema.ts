import type { RJSFSchema, UiSchema } from "@rjsf/utils";
import { shownSystemFields } from "../../../../engine/contract/fields/system-fields.ts";
import { fieldJsonSchema } from "../../../../engine/contract/json-schema/field-json-schema.ts";
import type { Form } from "../../../../engine/contract/types/index.ts";
import type { MetaDoctype } from "../../../../engine/http/api-types.ts";
import type { LocalizedText } from "../../../../engine/kernel/index.ts";

/** Fields the layout names, each once. */
export function layoutFields({ tabs }: Pick<Form, "tabs">): readonly string[] {
  const sections = Object.values(tabs).flatMap((tab) => Object.values(tab.sections));
  return [...new Set(sections.flatMap((section) => section.fields))];
}

/**
 * What RJSF makes the header from: the published schema of the doctype, as far as the layout shows it. Tables are left
 * out before RJSF walks into their rows; they stand in grids.
 */
export function headerSchema(doctype: SchemaOf, layout: Pick<Form, "tabs">): RJSFSchema {
  const published: RJSFSchema = doctype.schema;
  const properties = { ...engineProperties(doctype), ...published.properties };
  const shown = layoutFields(layout).filter(
    (id) => Object.hasOwn(properties, id) && typeOf(properties[id]) !== "table",
  );
  return {
    ...published,
    properties: Object.fromEntries(shown.map((id) => [id, properties[id]!])),
    required: shown.filter((id) => published.required?.includes(id) || !takesNull(properties[id])),
  };
}

type SchemaOf = Pick<MetaDoctype, "schema" | "kind" | "lifecycle" | "number">;

/** What the engine keeps of a document is not sent, so the published schema has none of it; a layout may show it. */
function engineProperties(doctype: SchemaOf): NonNullable<RJSFSchema["properties"]> {
  const fields = Object.entries(shownSystemFields(doctype));
  return Object.fromEntries(fields.map(([id, field]) => [id, { ...fieldJsonSchema(field), readOnly: true }]));
}

/** Our inputs and the words of the screen's language, as the schema itself tells them. */
export function headerUiSchema(
  { properties = {} }: RJSFSchema,
  localize: (text: LocalizedText | undefined) => string,
): UiSchema {
  const told = Object.entries(properties).map(([id, property]) => {
    const { "x-label": label, "x-help": help } = property as RJSFSchema;
    const words = { "ui:title": localize(label as LocalizedText), "ui:description": localize(help as LocalizedText) };
    return [id, { "ui:field": "value", "ui:widget": typeOf(property), ...words }] as const;
  });
  return Object.fromEntries(told);
}

type Property = NonNullable<RJSFSchema["properties"]>[string];

/** The field type, which the types of JSON do not tell: `["string", "null"]` may be a date, a choice, an amount. */
const typeOf = (property: Property | undefined): string => (property as RJSFSchema)["x-type"];

/** A form sends every field: one that cannot be empty has to be filled in, also where a create without it takes a default. */
function takesNull(property: Property | undefined): boolean {
  const { type } = property as RJSFSchema;
  return type === undefined || (Array.isArray(type) && type.includes("null"));
}
