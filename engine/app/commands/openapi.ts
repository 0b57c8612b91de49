import { buildOpenApi, describeRoutes } from "../../http/index.ts";
import { loadMetadata, resolveRegistry } from "../../registry/index.ts";
import type { CommandRun } from "../command-line/command.ts";
import { parseOptions } from "../command-line/parse-options.ts";
import { METADATA_FOLDER } from "../installation/project.ts";

/** The OpenAPI description as JSON, without a database. */
export const openapi: CommandRun = async (args, terminal) => {
  const { words } = parseOptions(args, {});
  const registry = resolveRegistry(loadMetadata([METADATA_FOLDER, ...words]));
  terminal.print(JSON.stringify(buildOpenApi(registry, describeRoutes()), null, 2));
  return 0;
};
