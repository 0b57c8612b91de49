import type { Registry, ResolvedDoctype } from "../../registry/index.ts";
import { type COMMON_PARAMETERS, fileContent, multipartContent } from "./common-components.ts";
import { documentSchemaName, exampleValues } from "./document-schemas.ts";
import { jsonContent, listOf, type Operation, ok, type Parameter, type Reference, schemaRef } from "./openapi-types.ts";

type Details = Pick<Operation, "parameters" | "requestBody" | "responses">;
type Describe = (doctype: ResolvedDoctype) => Details;

interface DocumentOperation {
  /** Whether the route means anything for this doctype. */
  appliesTo(doctype: ResolvedDoctype, registry: Registry): boolean;
  readonly describe: Describe;
}

const query = (name: string, schema: Parameter["schema"], description: string, example?: unknown): Parameter => ({
  name,
  in: "query",
  schema,
  description,
  ...(example !== undefined && { example }),
});
const parameter = (name: keyof typeof COMMON_PARAMETERS): Reference => ({ $ref: `#/components/parameters/${name}` });
const text = { type: "string" } as const;

const LIST_PARAMETERS: readonly Parameter[] = [
  query("fields", text, "Fields to return, separated by commas", "id"),
  query("filter", text, 'Filter tree as JSON: {"field":"…","op":"eq","value":"…"}, {"and":[…]}, {"or":[…]}, {"not":…}'),
  query("where", text, "Condition in the expression language"),
  query("sort", text, "Fields separated by commas, - in front for descending", "-created_at"),
  query("limit", { type: "integer", minimum: 1, maximum: 1000, default: 50 }, "Longest page"),
  query("offset", { type: "integer", minimum: 0 }, "Rows to skip"),
  query("cursor", text, "next_cursor of the page before"),
  query("search", text, "Words to be found"),
  query("expand", text, "Links whose titles come along, separated by commas"),
  query("count", { type: "boolean" }, "Also count all rows (up to 10,000)"),
  query("totals", text, "Numeric fields to sum over all rows"),
];

const isDocument = (doctype: ResolvedDoctype) => doctype.kind === "document";
const isStored = (doctype: ResolvedDoctype) => doctype.kind !== "child";
const isSubmittable = (doctype: ResolvedDoctype) => isDocument(doctype) && doctype.lifecycle === "submittable";

const documentOf = (doctype: ResolvedDoctype) => schemaRef(documentSchemaName(doctype.id));
const valuesOf = (doctype: ResolvedDoctype) => schemaRef(doctype.id);
const one = (status: string, doctype: ResolvedDoctype) => ({ [status]: ok(doctype.label.en, documentOf(doctype)) });
const plain = (schema: Readonly<Record<string, unknown>>) => ({ "200": ok("Done", schema) });
const body = (properties: Readonly<Record<string, unknown>>, example?: unknown) => ({
  content: jsonContent({ type: "object", properties }, example),
});
const none: Details["responses"] = { "204": { description: "Done" } };
const writeHeaders = [parameter("ifMatch"), parameter("idempotencyKey")];

/** Operations of one document. */
const life = (appliesTo: DocumentOperation["appliesTo"], status = "200"): DocumentOperation => ({
  appliesTo,
  describe: (doctype) => ({ parameters: writeHeaders, responses: one(status, doctype) }),
});
const listing = (schema: string, appliesTo: DocumentOperation["appliesTo"] = isStored): DocumentOperation => ({
  appliesTo,
  describe: () => ({ responses: plain(listOf(schema === "" ? {} : schemaRef(schema))) }),
});
const removal: DocumentOperation = { appliesTo: isStored, describe: () => ({ responses: none }) };

/** Every route with `:doctype` in its path, by `METHOD path`. A route without a row here fails a test. */
export const DOCUMENT_OPERATIONS: Readonly<Record<string, DocumentOperation>> = {
  "GET /api/v1/:doctype": {
    appliesTo: isStored,
    describe: (doctype) => ({ parameters: LIST_PARAMETERS, responses: plain(listOf(documentOf(doctype))) }),
  },
  "POST /api/v1/:doctype": {
    appliesTo: isDocument,
    describe: (doctype) => ({
      parameters: [parameter("idempotencyKey"), query("submit", { type: "boolean" }, "Submit in the same transaction")],
      requestBody: { required: true, content: jsonContent(valuesOf(doctype), exampleValues(doctype)) },
      responses: one("201", doctype),
    }),
  },
  "GET /api/v1/:doctype/:id": {
    appliesTo: isStored,
    describe: (doctype) => ({
      parameters: [query("expand", text, "Links whose titles come along, separated by commas")],
      responses: one("200", doctype),
    }),
  },
  "PATCH /api/v1/:doctype/:id": {
    appliesTo: isStored,
    describe: (doctype) => ({
      parameters: writeHeaders,
      requestBody: {
        required: true,
        content: jsonContent({ type: "object", description: `Fields of ${doctype.id} to change` }),
      },
      responses: one("200", doctype),
    }),
  },
  "DELETE /api/v1/:doctype/:id": {
    appliesTo: isDocument,
    describe: () => ({ parameters: [parameter("ifMatch")], responses: none }),
  },
  "POST /api/v1/:doctype/:id/submit": life(isSubmittable),
  "POST /api/v1/:doctype/:id/cancel": life(isSubmittable),
  "POST /api/v1/:doctype/:id/amend": life(isSubmittable, "201"),
  "POST /api/v1/:doctype/:id/duplicate": life(isDocument, "201"),
  "GET /api/v1/:doctype/:id/transitions": listing(
    "",
    (doctype, registry) => registry.workflowOf(doctype.id) !== undefined,
  ),
  "POST /api/v1/:doctype/:id/transition": {
    appliesTo: (doctype, registry) => registry.workflowOf(doctype.id) !== undefined,
    describe: (doctype) => ({ requestBody: body({ transition: text }), responses: one("200", doctype) }),
  },
  "POST /api/v1/:doctype/preview": {
    appliesTo: isDocument,
    describe: (doctype) => ({
      requestBody: body({ id: text, values: valuesOf(doctype) }),
      responses: plain({
        type: "object",
        properties: {
          document: documentOf(doctype),
          postings: { type: "array", items: schemaRef("Posting") },
          refusals: { type: "array", items: schemaRef("ProblemDetail") },
        },
      }),
    }),
  },
  "POST /api/v1/:doctype/bulk": {
    appliesTo: isDocument,
    describe: () => ({
      requestBody: body({ verb: text, ids: { type: "array", items: text }, filter: {}, patch: { type: "object" } }),
      responses: plain(schemaRef("BulkResult")),
    }),
  },
  "POST /api/v1/:doctype/import": {
    appliesTo: isDocument,
    describe: () => ({
      requestBody: { required: true, content: multipartContent(schemaRef("ImportOptions")) },
      responses: { "202": ok("Started", schemaRef("Job")) },
    }),
  },
  "POST /api/v1/:doctype/import/columns": {
    appliesTo: isDocument,
    describe: () => ({
      requestBody: { required: true, content: multipartContent() },
      responses: plain({
        type: "object",
        properties: { columns: { type: "array", items: text }, mapping: { type: "object" } },
      }),
    }),
  },
  "GET /api/v1/:doctype/export": {
    appliesTo: isDocument,
    describe: () => ({
      parameters: [query("format", { enum: ["csv", "xlsx"] }, "csv unless told"), ...LIST_PARAMETERS],
      responses: { "200": { description: "File", content: fileContent("text/csv") } },
    }),
  },
  "GET /api/v1/:doctype/:id/history": listing("HistoryEntry"),
  "GET /api/v1/:doctype/:id/comments": listing("Comment"),
  "POST /api/v1/:doctype/:id/comments": {
    appliesTo: isStored,
    describe: () => ({ requestBody: body({ body: text }), responses: { "201": ok("Comment", schemaRef("Comment")) } }),
  },
  "DELETE /api/v1/:doctype/:id/comments/:comment": removal,
  "GET /api/v1/:doctype/:id/tags": listing(""),
  "POST /api/v1/:doctype/:id/tags": {
    appliesTo: isStored,
    describe: () => ({ requestBody: body({ tag: text }), responses: plain(listOf(text)) }),
  },
  "DELETE /api/v1/:doctype/:id/tags/:tag": {
    appliesTo: isStored,
    describe: () => ({ responses: plain(listOf(text)) }),
  },
  "GET /api/v1/:doctype/:id/attachments": listing("Attachment"),
  "POST /api/v1/:doctype/:id/attachments": {
    appliesTo: isStored,
    describe: () => ({
      requestBody: { required: true, content: multipartContent() },
      responses: { "201": ok("Attachment", schemaRef("Attachment")) },
    }),
  },
  "DELETE /api/v1/:doctype/:id/attachments/:attachment": removal,
  "POST /api/v1/:doctype/uploads/:field": {
    appliesTo: (doctype) => doctype.fieldList.some(({ type }) => type === "file" || type === "image"),
    describe: () => ({
      requestBody: { required: true, content: multipartContent() },
      responses: { "201": ok("Attachment", schemaRef("Attachment")) },
    }),
  },
  "GET /api/v1/:doctype/:id/links": listing("", (doctype, registry) => registry.linksTo(doctype.id).length > 0),
  "GET /api/v1/:doctype/:id/postings": listing(
    "Posting",
    (doctype, registry) => registry.postingsOf(doctype.id).length > 0,
  ),
  "GET /api/v1/:doctype/:id/conversions": listing(
    "",
    (doctype, registry) => registry.conversionsFrom(doctype.id).length > 0,
  ),
  "POST /api/v1/:doctype/:id/convert/:conversion": {
    appliesTo: (doctype, registry) => registry.conversionsFrom(doctype.id).length > 0,
    describe: () => ({
      requestBody: body({ lines: { type: "array", items: { type: "object" } } }),
      responses: { "201": ok("New draft", { type: "object" }) },
    }),
  },
  "GET /api/v1/:doctype/:id/prints/:file": {
    appliesTo: (doctype, registry) => registry.printsOf(doctype.id).length > 0,
    describe: () => ({
      responses: {
        "200": {
          description: "Print-out",
          content: { ...fileContent("application/pdf"), "text/html": { schema: text } },
        },
      },
    }),
  },
};
