import type { JsonSchema, OpenApiDocument, OperationResponse, Parameter } from "./openapi-types.ts";
import { schemaRef } from "./openapi-types.ts";

const text: JsonSchema = { type: "string" };
const localized: JsonSchema = { type: "object", required: ["fr", "en"], properties: { fr: text, en: text } };
const texts: JsonSchema = { type: "array", items: text };

function object(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = Object.keys(properties),
) {
  return { type: "object", properties, ...(required.length > 0 && { required }) };
}

/** Shapes that do not depend on the metadata. */
export const COMMON_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Problem: {
    ...object({
      type: text,
      title: text,
      status: { type: "integer" },
      detail: text,
      code: { type: "string", description: "Stable, in capitals" },
      instance: text,
      request_id: text,
      message: localized,
    }),
    description: "RFC 9457 problem details",
  },
  ProblemDetail: object({ code: text, pointer: text, message: localized }, ["code", "message"]),
  User: object({
    id: text,
    email: text,
    name: text,
    language: { enum: ["fr", "en"] },
    theme: { enum: ["light", "dark", "system"] },
  }),
  Membership: object({ id: text, slug: text, name: text, roles: texts, is_administrator: { type: "boolean" } }),
  Session: object({
    access_token: text,
    token_type: { const: "Bearer" },
    expires_in: { type: "integer" },
    user: schemaRef("User"),
    organizations: { type: "array", items: schemaRef("Membership") },
  }),
  Me: object({ user: schemaRef("User"), organizations: { type: "array", items: schemaRef("Membership") } }),
  Accepted: object({ status: { const: "accepted" }, message: localized }),
  Member: object({
    user: text,
    email: text,
    name: text,
    roles: texts,
    status: text,
    joined_at: { type: ["string", "null"] },
  }),
  Comment: object({ id: text, body: text, created_at: text, created_by: text }),
  Attachment: object({ id: text, file_name: text, content_type: text, size_bytes: { type: "integer" }, sha256: text }),
  HistoryEntry: object({
    id: text,
    version: { type: "integer" },
    verb: text,
    at: text,
    by: text,
    changes: { type: "array", items: object({ field: text, before: {}, after: {} }) },
  }),
  Posting: object({ ledger: text, date: text, entries: { type: "array", items: { type: "object" } } }),
  Report: object({
    columns: { type: "array", items: { type: "object" } },
    rows: { type: "array", items: { type: "object" } },
  }),
  Job: object({
    id: text,
    kind: text,
    status: { enum: ["waiting", "running", "done", "failed"] },
    progress: { type: "integer" },
    result: {},
  }),
  BulkResult: object({ changed: { type: "integer" }, refused: { type: "array", items: { type: "object" } } }),
  ImportOptions: object(
    {
      mapping: { type: "object", additionalProperties: text },
      dry_run: { type: "boolean" },
      mode: { enum: ["create", "upsert"] },
      key: text,
    },
    [],
  ),
};

export const COMMON_PARAMETERS: Readonly<Record<string, Parameter>> = {
  organization: {
    name: "X-Organization",
    in: "header",
    description: "Slug of the organization; the person's first one unless told",
    schema: text,
  },
  ifMatch: {
    name: "If-Match",
    in: "header",
    description: "Version the change is based on",
    schema: text,
    example: '"1"',
  },
  idempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    description: "Repeating a request with the same key does its work once",
    schema: { type: "string", minLength: 1, maxLength: 200 },
  },
};

export const COMMON_RESPONSES: Readonly<Record<string, OperationResponse>> = {
  Problem: {
    description: "Problem details",
    content: { "application/problem+json": { schema: schemaRef("Problem") } },
  },
  Unauthorized: {
    description: "Not signed in, or the token has expired",
    content: { "application/problem+json": { schema: schemaRef("Problem") } },
  },
  Forbidden: {
    description: "The person's roles do not allow it",
    content: { "application/problem+json": { schema: schemaRef("Problem") } },
  },
};

export const SECURITY_SCHEMES: OpenApiDocument["components"]["securitySchemes"] = {
  bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
  refresh: { type: "apiKey", in: "cookie", name: "perfex_refresh" },
};

export const fileContent = (type: string) => ({ [type]: { schema: { type: "string", format: "binary" } } });
export const multipartContent = (options?: JsonSchema) => ({
  "multipart/form-data": {
    schema: object({ file: { type: "string", format: "binary" }, ...(options && { options }) }, ["file"]),
  },
});
