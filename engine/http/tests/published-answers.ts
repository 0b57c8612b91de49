import { validateJson } from "../../contract/validation/index.ts";
import type { OpenApiDocument, Operation, OperationResponse } from "../openapi/openapi-types.ts";

/** An answer as it came over the network. */
export interface SeenAnswer {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly status: number;
  readonly contentType: string;
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

/** Compares real answers with what the description publishes of them. */
export function createAnswerCheck(document: OpenApiDocument) {
  const operations = Object.entries(document.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({ verb: verb.toUpperCase(), path, operation })),
  );
  const schemas = new Map<string, Readonly<Record<string, unknown>>>();

  /** The schema with all it refers to. */
  function resolvable(schema: unknown): Readonly<Record<string, unknown>> {
    const key = JSON.stringify(schema);
    const known = schemas.get(key) ?? { ...(schema as object), components: document.components };
    schemas.set(key, known);
    return known;
  }

  /** What is wrong with an answer, in words; nothing when it is as published. */
  return function problemsOf(answer: SeenAnswer): readonly string[] {
    const at = `${answer.method} ${answer.path} → ${answer.status}`;
    const operation = findOperation(operations, answer);
    if (!operation) return [`${at}: not published`];
    const response = resolveResponse(document, operation, answer.status);
    if (!response) return [`${at}: no such status is published`];
    if (response.content === undefined) return answer.body === "" ? [] : [`${at}: has a body`];
    const content = response.content[answer.contentType] ?? response.content["*/*"];
    if (!content) return [`${at}: ${answer.contentType} instead of ${Object.keys(response.content).join(", ")}`];
    if (!answer.contentType.includes("json")) return [];
    const details = validateJson(resolvable(content.schema), answer.body);
    return details.map(({ pointer, message }) => `${at} ${pointer}: ${message.en}`);
  };
}

interface Published {
  readonly verb: string;
  readonly path: string;
  readonly operation: Operation;
}

/** The most literal path that matches, as the server would choose. */
function findOperation(operations: readonly Published[], { method, path }: SeenAnswer): Operation | undefined {
  const [address = ""] = path.split("?");
  const matching = operations.filter(
    ({ verb, path: template }) =>
      verb === method && new RegExp(`^${template.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "[^/]+")}$`).test(address),
  );
  return matching.sort((one, other) => one.path.split("{").length - other.path.split("{").length)[0]?.operation;
}

/** A problem may come with any status; what succeeds must be declared. */
function resolveResponse(
  document: OpenApiDocument,
  operation: Operation,
  status: number,
): OperationResponse | undefined {
  const found = operation.responses[String(status)] ?? (status >= 400 ? operation.responses["default"] : undefined);
  if (found === undefined || !("$ref" in found)) return found;
  return document.components.responses[String(found.$ref).split("/").at(-1)!];
}
