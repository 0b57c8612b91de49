import { describe, expect, test } from "@jest/globals";
import type { RJSFSchema } from "@rjsf/utils";
import { METADATA_FOLDER } from "../../../../engine/app/installation/project.ts";
import { showEverything } from "../../../../engine/contract/tests/show-everything.ts";
import type { Form } from "../../../../engine/contract/types/index.ts";
import { buildOpenApi } from "../../../../engine/http/openapi/build-openapi.ts";
import { loadMetadata, resolveRegistry } from "../../../../engine/registry/index.ts";
import { headerSchema, headerUiSchema, layoutFields } from "./header-schema.ts";

const registry = resolveRegistry(loadMetadata([METADATA_FOLDER]));
const meta = showEverything(registry);
const openApi = buildOpenApi(registry, []);
const cases = Object.entries(meta.forms).map(([id, form]) => [id, meta.doctypes[id]!, form] as const);

describe.each(cases)("the header form of %s", (id, doctype, form) => {
  const schema = headerSchema(doctype, form);
  const properties = Object.entries(schema.properties ?? {});
  const published = (openApi.components.schemas[id] as RJSFSchema).properties;

  test("is made from the published schema, without a property of its own", () => {
    expect(properties).toEqual(properties.map(([name]) => [name, published?.[name]]));
  });

  test("has every field the layout names, but the tables", () => {
    const values = layoutFields(form).filter((name) => doctype.fields[name]?.type !== "table");
    expect(properties.map(([name]) => name)).toEqual(values);
  });

  test("marks as required what may not be empty, and as read-only what nobody types", () => {
    const isTyped = (name: string) => !(published?.[name] as RJSFSchema).readOnly;
    const required = properties.map(([name]) => name).filter((name) => doctype.fields[name]?.required);
    expect(schema.required?.filter(isTyped)).toEqual(required.filter(isTyped));
    const computed = Object.keys(doctype.fields).filter((name) => doctype.fields[name]?.formula !== undefined);
    expect(computed.filter(isTyped)).toEqual([]);
  });
});

describe("of a schema", () => {
  const label = { fr: "Nom", en: "Name" };
  const property = (more: object) => ({ type: ["string", "null"], "x-label": label, "x-type": "text", ...more });
  const form: Pick<Form, "tabs"> = {
    tabs: { main: { label, sections: { first: { fields: ["name", "day", "lines", "gone"] } } } },
  };
  const schema = {
    type: "object",
    required: ["other"],
    properties: {
      day: property({ "x-type": "date", "x-help": { fr: "Aide", en: "Help" } }),
      name: property({ type: "string" }),
      other: property({ type: "string" }),
      lines: { type: "array", "x-type": "table" },
    },
  };
  const doctype = { schema, kind: "document" } as const;
  const header = headerSchema(doctype, form);

  test("only what the layout shows is kept, in its order", () => {
    expect([Object.keys(header.properties ?? {}), header.required]).toEqual([["name", "day"], ["name"]]);
  });

  test("what the engine keeps of a document is shown where the layout names it, read-only, as far as the doctype has it", () => {
    const engine = ["created_at", "number", "docstatus", "version", "updated_at"];
    const layout: Pick<Form, "tabs"> = {
      tabs: { main: { label, sections: { first: { fields: ["name", ...engine] } } } },
    };
    const shownOf = (more: object) =>
      Object.entries(headerSchema({ ...doctype, ...more }, layout).properties ?? {}).slice(1) as [string, RJSFSchema][];
    expect(shownOf({}).map(([id]) => id)).toEqual(["created_at", "version", "updated_at"]);
    const all = shownOf({ lifecycle: "submittable", number: { series: "A-{0}", on: "create" } });
    expect(all.map(([id, property]) => [id, property.readOnly, property["x-type"]])).toEqual([
      ["created_at", true, "datetime"],
      ["number", true, "text"],
      ["docstatus", true, "choice"],
      ["version", true, "integer"],
      ["updated_at", true, "datetime"],
    ]);
    expect(all.every(([, property]) => property["x-label"] !== undefined)).toBe(true);
  });

  test("the field type names the input, whatever JSON type it has, and the words are the reader's", () => {
    expect(headerUiSchema(header, (text) => text?.fr ?? "")["day"]).toEqual({
      "ui:field": "value",
      "ui:widget": "date",
      "ui:title": "Nom",
      "ui:description": "Aide",
    });
  });
});
