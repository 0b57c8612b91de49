import type { HeaderName } from "../routing/route.ts";
import { oneOf, text } from "../schemas/schema.ts";
import type { OpenApiDocument, OperationResponse, Parameter } from "./openapi-types.ts";
import { schemaRef } from "./openapi-types.ts";

/** Headers a route may read. */
export const COMMON_PARAMETERS: Readonly<Record<HeaderName | "X-Organization", Parameter>> = {
  "X-Organization": {
    name: "X-Organization",
    in: "header",
    description: "Slug of the organization; the person's first one unless told",
    schema: text(),
  },
  "If-Match": {
    name: "If-Match",
    in: "header",
    description: "Version the change is based on",
    schema: text(),
    example: '"1"',
  },
  "Idempotency-Key": {
    name: "Idempotency-Key",
    in: "header",
    description: "Repeating a request with the same key does its work once",
    schema: text({ minLength: 1, maxLength: 200 }),
  },
  "X-Requested-With": {
    name: "X-Requested-With",
    in: "header",
    description: "Needed beside the refresh cookie: another site can make a browser send a form, never this header",
    schema: oneOf("perfex"),
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
