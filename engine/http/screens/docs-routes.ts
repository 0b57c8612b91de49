import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Answer } from "../exchange/answer.ts";
import { PAGE_SECURITY_HEADERS } from "../exchange/security-headers.ts";
import type { Gate } from "../routing/gate.ts";
import { media, type Route, route } from "../routing/route.ts";

/** Everything of the page is a file of its own: the security policy allows no script inside the page. */
const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Perfex ERP · API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

/**
 * Whoever is signed in on the screens sees the interface of their organization and can try it at once. The session is renewed under
 * the lock the screens use: a refresh cookie works once.
 */
const START = `"use strict";
async function renew() {
  const attempt = () => fetch("/api/auth/refresh", { method: "POST", headers: { "X-Requested-With": "perfex" } });
  const response = await (navigator.locks ? navigator.locks.request("perfex-refresh", attempt) : attempt());
  return response.ok ? (await response.json()).access_token : null;
}
async function load(token) {
  const response = await fetch("/api/openapi.json", token ? { headers: { Authorization: "Bearer " + token } } : {});
  return response.ok || !token ? response.json() : load(null);
}
async function start() {
  const token = await renew();
  const ui = SwaggerUIBundle({
    spec: await load(token),
    dom_id: "#docs",
    deepLinking: true,
    docExpansion: "none",
    filter: true,
    defaultModelsExpandDepth: -1,
    persistAuthorization: false,
    tryItOutEnabled: true,
    validatorUrl: null,
    onComplete: () => token && ui.preauthorizeApiKey("bearer", token),
  });
}
start();
`;

/** The browsable documentation, from Swagger UI's own files on this machine. */
export function docsRoutes(gate: Gate): readonly Route[] {
  const file = (path: string, type: string, load: () => Promise<string>): Route =>
    route({
      method: "GET",
      path,
      access: gate.open,
      summary: { fr: "Documentation de l'API", en: "Documentation of the API" },
      answers: { 200: media(type) },
      handle: async () => page(type, await load()),
    });
  return [
    file("/api/docs", "text/html", async () => PAGE),
    file("/api/docs/start.js", "text/javascript", async () => START),
    file("/api/docs/swagger-ui.css", "text/css", () => swaggerFile("swagger-ui.css")),
    file("/api/docs/swagger-ui-bundle.js", "text/javascript", () => swaggerFile("swagger-ui-bundle.js")),
  ];
}

function page(type: string, body: string): Answer<never> {
  const headers = { ...PAGE_SECURITY_HEADERS, "content-type": `${type}; charset=utf-8`, "cache-control": "no-cache" };
  return { status: 200, headers, body };
}

function swaggerFile(name: string): Promise<string> {
  const folder = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  return readFile(join(folder, name), "utf8");
}
