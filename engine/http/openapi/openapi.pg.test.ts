import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Validator } from "@seriousme/openapi-schema-validator";
import { loadMetadata, resolveRegistry } from "../../registry/index.ts";
import { type HttpHarness, startHttpHarness } from "../tests/http-harness.ts";
import { librarySource } from "../tests/library.ts";
import { buildOpenApi } from "./build-openapi.ts";
import type { OpenApiDocument, Operation } from "./openapi-types.ts";

let http: HttpHarness;
let product: OpenApiDocument;
let library: OpenApiDocument;

beforeAll(async () => {
  const registry = resolveRegistry(loadMetadata([librarySource()]));
  http = await startHttpHarness({ registry });
  library = buildOpenApi(registry, http.server.routes);
  product = buildOpenApi(resolveRegistry(loadMetadata(["metadata"])), http.server.routes);
});
afterAll(() => http.close());

const operations = (document: OpenApiDocument): Operation[] =>
  Object.values(document.paths).flatMap((path) => Object.values(path));

describe("the OpenAPI description", () => {
  test("of the product's metadata is valid OpenAPI 3.1", async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(product)));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
  });

  test("of metadata never seen before is valid OpenAPI 3.1", async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(library)));
    expect(result.errors ?? []).toEqual([]);
  });

  test("has at least 150 operations, each with an id of its own, a summary and an answer to errors", () => {
    const all = operations(product);
    expect(all.length).toBeGreaterThanOrEqual(150);
    expect(new Set(all.map((operation) => operation.operationId)).size).toBe(all.length);
    expect(all.filter((operation) => operation.summary === "" || !operation.responses["default"])).toEqual([]);
  });

  test("describes every declared route", () => {
    const registry = resolveRegistry(loadMetadata([librarySource()]));
    const described = new Set(
      Object.entries(library.paths).flatMap(([path, verbs]) => Object.keys(verbs).map((verb) => `${verb} ${path}`)),
    );
    const missing = http.server.routes
      .filter((route) => !/transition|convert|conversions|prints|postings/.test(route.path))
      .filter((route) => {
        const path = route.path
          .replace(":report", "books_by_pages")
          .replace(":function", "reading_time")
          .replace(/:doctype/, "{d}")
          .replace(/:(\w+)/g, "{$1}");
        const paths = path.includes("{d}")
          ? [...registry.doctypes.keys()].map((id) => path.replace("{d}", id))
          : [path];
        return !paths.some((one) => described.has(`${route.method.toLowerCase()} ${one}`));
      });
    expect(missing.map((route) => `${route.method} ${route.path}`)).toEqual([]);
  });

  test("says of every object whose members it names whether there may be others", () => {
    const silent: string[] = [];
    const walk = (part: unknown, at: string): void => {
      if (part === null || typeof part !== "object") return;
      const { type, properties, additionalProperties } = part as Record<string, unknown>;
      if (type === "object" && properties !== undefined && additionalProperties === undefined) silent.push(at);
      for (const [key, inner] of Object.entries(part)) walk(inner, `${at}/${key}`);
    };
    walk({ paths: library.paths, schemas: library.components.schemas }, "");
    expect(silent).toEqual([]);
  });

  test("offers submit only where documents are submitted", () => {
    expect(library.paths["/api/v1/loan/{id}/submit"]).toBeDefined();
    expect(library.paths["/api/v1/book/{id}/submit"]).toBeUndefined();
  });

  test("describes functions that are offered to programs by their own schemas, and no others", () => {
    const called = library.paths["/api/v1/functions/reading_time"]?.["post"];
    expect(called?.requestBody?.content["application/json"]?.schema).toMatchObject({
      properties: { input: { properties: { pages: { type: "integer" } } } },
    });
    expect(called?.responses["200"]).toMatchObject({
      content: { "application/json": { schema: { properties: { output: { required: ["hours"] } } } } },
    });
    expect(library.paths["/api/v1/functions/inner"]).toBeUndefined();
  });

  test("asks for a bearer token everywhere but where anybody may come", () => {
    expect(library.paths["/api/v1/book"]?.["get"]?.security).toBeUndefined();
    expect(library.security).toEqual([{ bearer: [] }]);
    expect(library.paths["/api/auth/login"]?.["post"]?.security).toEqual([]);
  });

  test("of a signed-in person is that of their organization, as far as they read it", async () => {
    const user = await http.createUser("reader@example.com");
    await http.createOrganization("town", { [user]: ["visitor"] });
    const mine = await (await http.clientOf(user)).call("GET", "/api/openapi.json");
    const paths = Object.keys(mine.body["paths"] as object);
    expect([mine.status, paths.includes("/api/v1/book"), paths.includes("/api/v1/loan")]).toEqual([200, true, false]);
    const strange = await fetch(`${http.url}/api/openapi.json`, { headers: { authorization: "Bearer x.y.z" } });
    expect(strange.status).toBe(401);
  });

  test("is served, and browsable without a script inside the page", async () => {
    const served = await fetch(`${http.url}/api/openapi.json`);
    expect(((await served.json()) as OpenApiDocument).openapi).toBe("3.1.0");
    const page = await fetch(`${http.url}/api/docs`);
    const html = await page.text();
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
    expect(html).not.toMatch(/<script>|<script [^>]*>[^<]|\son\w+=/);
    for (const [, file] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect([file, (await fetch(http.url + file)).status]).toEqual([file, 200]);
    }
  });
});
