/** JSON Schemas of what kinds show, for the description of the API. */
export const BY_NAME = { type: "object", additionalProperties: { type: "object" } };
export const LISTS_BY_NAME = { type: "object", additionalProperties: { type: "array", items: { type: "object" } } };
export const LOCALIZED = {
  type: "object",
  required: ["fr", "en"],
  properties: { fr: { type: "string" }, en: { type: "string" } },
  additionalProperties: false,
};
