export type * from "./api-types.ts";
export { IMPORT_ROWS_JOB } from "./documents/import-routes.ts";
export { type FunctionJob, RUN_FUNCTION_JOB, runFunction } from "./functions/function-routes.ts";
export { createHttpServer, type HttpOptions, type HttpServer } from "./http-server.ts";
export { assertPortFree } from "./listen.ts";
export { buildOpenApi } from "./openapi/build-openapi.ts";
export type { HttpPorts, PrintsPort } from "./ports.ts";
export { describeRoutes } from "./routes.ts";
