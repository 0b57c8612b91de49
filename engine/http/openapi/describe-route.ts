import type { Route } from "../routing/route.ts";
import { isOptional, object, type Schema, type Shape, text, typed } from "../schemas/schema.ts";
import type { Content, JsonSchema, Operation, OperationResponse, Parameter, Reference } from "./openapi-types.ts";
import { type Places, publishSchema } from "./publish-schema.ts";

/** One operation the description has: a route, for one doctype or report where it has one of each. */
export interface OperationPlace {
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  /** As declared, with the doctype or report in it. */
  readonly path: string;
  readonly places: Places;
  /** Of the query, beside those declared. */
  readonly parameters?: readonly Parameter[];
  /** Of the body. */
  readonly example?: unknown;
}

/** What is published of a route; nothing here is told a second time. */
export function describeRoute(route: Route, place: OperationPlace, components: Map<string, JsonSchema>): Operation {
  const isOpen = hasNoToken(route);
  const parameters = parametersOf(route, place);
  const publish = (schema: Schema) => publishSchema(schema, components, place.places);
  return {
    operationId: place.operationId,
    tags: [place.tag],
    summary: place.summary,
    description: accessNote(route),
    ...(isOpen && { security: route.path.endsWith("/refresh") ? [{ refresh: [] }] : [] }),
    ...(parameters.length > 0 && { parameters }),
    ...requestBody(route, place, publish),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, answer]) => [status, responseOf(status, answer, publish)]),
      ),
      ...(!isOpen && {
        "401": { $ref: "#/components/responses/Unauthorized" },
        "403": { $ref: "#/components/responses/Forbidden" },
      }),
      default: { $ref: "#/components/responses/Problem" },
    },
  };
}

/** Open to everybody, or to who holds what stands in the address. */
const hasNoToken = ({ access: { is } }: Route): boolean => is.kind === "open" || is.kind === "ticket";

function parametersOf(route: Route, { path, parameters = [] }: OperationPlace): readonly (Parameter | Reference)[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(
    ([, name]): Parameter => ({ name: name!, in: "path", required: true, schema: text() }),
  );
  const headers = (route.headers ?? []).map((name): Reference => ({ $ref: `#/components/parameters/${name}` }));
  const isInOrganization = !hasNoToken(route) && route.path.startsWith("/api/v1");
  const chosen = isInOrganization ? [{ $ref: "#/components/parameters/X-Organization" }] : [];
  return [...inPath, ...queryParameters(route.query ?? {}), ...parameters, ...headers, ...chosen];
}

function queryParameters(query: Shape): readonly Parameter[] {
  return Object.entries(query).map(([name, { description, examples, ...schema }]) => ({
    name,
    in: "query",
    ...(typeof description === "string" && { description }),
    ...(isOptional(query[name]!) ? {} : { required: true }),
    schema,
    ...(Array.isArray(examples) && { example: examples[0] }),
  }));
}

const FILE = typed<string>({ type: "string", format: "binary" });

function requestBody(
  { body }: Route,
  { example }: OperationPlace,
  publish: (schema: Schema) => JsonSchema,
): Pick<Operation, "requestBody"> {
  if (body === undefined) return {};
  if ("isUpload" in body) {
    const options = body.options as Schema;
    const hasOptions = Object.keys((options["properties"] ?? {}) as object).length > 0;
    const form = typed({ ...object({ file: FILE, ...(hasOptions && { options }) }), required: ["file"] });
    return { requestBody: { required: true, content: { "multipart/form-data": { schema: publish(form) } } } };
  }
  const content: Content = {
    "application/json": { schema: publish(body), ...(example !== undefined && { example }) },
  };
  return { requestBody: { required: body["required"] !== undefined || example !== undefined, content } };
}

function responseOf(
  status: string,
  answer: Route["answers"][number],
  publish: (schema: Schema) => JsonSchema,
): OperationResponse {
  const description = DESCRIPTIONS[status] ?? "Done";
  if (!isMedia(answer)) return { description, content: { "application/json": { schema: publish(answer) } } };
  if (answer.media.length === 0) return { description };
  const ofType = (type: string) => [type, { schema: type.startsWith("text/") ? text() : FILE }];
  return { description, content: Object.fromEntries(answer.media.map(ofType)) };
}

const isMedia = (answer: Route["answers"][number]): answer is Extract<typeof answer, { media: unknown }> =>
  Array.isArray((answer as { media?: unknown }).media);

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  "201": "Created",
  "202": "Accepted",
  "304": "Not modified",
  "503": "Not ready",
};

function accessNote({ access: { is } }: Route): string {
  const who = {
    open: "Open to everybody.",
    "signed-in": "Needs a signed-in person.",
    member: "Needs a member of the organization.",
    administrator: "Needs an administrator of the organization.",
    report: "Needs a role that may run the report.",
    ticket: "Needs a ticket for this very path.",
  };
  return is.kind === "action" ? `Needs a role with the action “${is.action}”.` : who[is.kind];
}
