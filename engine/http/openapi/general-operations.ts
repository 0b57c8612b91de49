import { fileContent, multipartContent } from "./common-components.ts";
import { type JsonSchema, jsonContent, listOf, type Operation, ok, schemaRef } from "./openapi-types.ts";

type Details = Pick<Operation, "parameters" | "requestBody" | "responses">;

const text: JsonSchema = { type: "string" };
const email: JsonSchema = { type: "string", format: "email" };
const roles: JsonSchema = { type: "array", items: text };

function body(properties: Readonly<Record<string, JsonSchema>>, required: readonly string[], example?: unknown) {
  const schema = { type: "object", properties, ...(required.length > 0 && { required }) };
  return { requestBody: { required: required.length > 0, content: jsonContent(schema, example) } };
}
const answer = (schema: string, status = "200"): Pick<Details, "responses"> => ({
  responses: { [status]: ok("Done", schemaRef(schema)) },
});
const file = (type: string): Details => ({ responses: { "200": { description: "File", content: fileContent(type) } } });
const nothing: Details = { responses: { "204": { description: "Done" } } };
const anything: Details = { responses: { "200": ok("Done", {}) } };
const plainText: Details = {
  responses: { "200": { description: "Text", content: { "text/plain": { schema: text } } } },
};

/** Routes that do not depend on a doctype, by `METHOD path`. A route without a row here fails a test. */
export const GENERAL_OPERATIONS: Readonly<Record<string, Details>> = {
  "POST /api/auth/register": {
    ...body({ email, password: text, name: text, language: { enum: ["fr", "en"] } }, ["email", "password", "name"], {
      email: "jeanne@example.com",
      password: "une longue phrase",
      name: "Jeanne Martin",
    }),
    ...answer("Accepted", "202"),
  },
  "POST /api/auth/login": {
    ...body({ email, password: text }, ["email", "password"], {
      email: "jeanne@example.com",
      password: "une longue phrase",
    }),
    ...answer("Session"),
  },
  "POST /api/auth/refresh": {
    parameters: [{ name: "X-Requested-With", in: "header", required: true, schema: { const: "perfex" } }],
    ...answer("Session"),
  },
  "POST /api/auth/logout": nothing,
  "POST /api/auth/logout-all": nothing,
  "POST /api/auth/forgot-password": { ...body({ email }, ["email"]), ...answer("Accepted", "202") },
  "POST /api/auth/reset-password": {
    ...body({ token: text, password: text }, ["token", "password"]),
    ...answer("Accepted"),
  },
  "POST /api/auth/verify-email": { ...body({ token: text }, ["token"]), ...answer("Accepted") },
  "GET /api/auth/me": answer("Me"),
  "PATCH /api/auth/me": {
    ...body({ name: text, language: text, theme: text, password: text, current_password: text }, []),
    ...answer("Me"),
  },
  "GET /api/organizations": { responses: { "200": ok("Done", listOf(schemaRef("Membership"))) } },
  "POST /api/organizations": {
    ...body({ name: text, slug: text, country: text, chart: text, currency: text, language: text }, ["name"], {
      name: "Atelier du Parc",
      country: "FR",
    }),
    ...answer("Membership", "201"),
  },
  "GET /api/organizations/:organization": answer("Membership"),
  "PATCH /api/organizations/:organization": {
    ...body({ name: text, is_active: { type: "boolean" } }, []),
    ...answer("Membership"),
  },
  "GET /api/organizations/:organization/members": { responses: { "200": ok("Done", listOf(schemaRef("Member"))) } },
  "POST /api/organizations/:organization/members": {
    ...body({ email, roles }, ["email", "roles"]),
    ...answer("Member", "201"),
  },
  "PATCH /api/organizations/:organization/members/:user": { ...body({ roles, status: text }, []), ...answer("Member") },
  "DELETE /api/organizations/:organization/members/:user": nothing,
  "GET /api/v1/meta": anything,
  "GET /api/v1/events": {
    responses: { "200": { description: "Live changes", content: { "text/event-stream": { schema: text } } } },
  },
  "GET /api/v1/attachments/:attachment": file("application/octet-stream"),
  "GET /api/v1/jobs/:job": answer("Job"),
  "POST /api/v1/imports/:importer": {
    requestBody: { required: true, content: multipartContent(schemaRef("ImportOptions")) },
    ...answer("Job", "202"),
  },
  "GET /api/v1/reports/:report": answer("Report"),
  "POST /api/v1/reports/:report": {
    ...body({ params: { type: "object" }, limit: { type: "integer" } }, []),
    ...answer("Report"),
  },
  "POST /api/v1/reports/:report/drill": {
    ...body({ params: { type: "object" }, row: { type: "object" }, measure: text }, ["row"]),
    ...anything,
  },
  "GET /api/v1/reports/:report/export.csv": file("text/csv"),
  "GET /api/v1/reports/:report/export.xlsx": file("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  "GET /api/openapi.json": anything,
  "GET /api/docs": plainText,
  "GET /api/docs/start.js": plainText,
  "GET /api/docs/swagger-ui.css": plainText,
  "GET /api/docs/swagger-ui-bundle.js": plainText,
  "GET /healthz": anything,
  "GET /readyz": anything,
  "GET /metrics": plainText,
};
