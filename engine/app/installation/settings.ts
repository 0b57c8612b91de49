import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import type { S3StoreOptions } from "../../documents/index.ts";
import { PROJECT_FOLDER } from "./project.ts";

/** How this installation is run: the environment's variables, named once. */
export interface Settings {
  /** Files, embedded database, log; `.data` unless told. */
  readonly dataFolder: string;
  /** A PostgreSQL server instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | undefined;
  readonly trustsProxy: boolean;
  readonly metricsToken: string | undefined;
  /** `stdout`, or absent for a file in the data folder. */
  readonly log: "stdout" | "file";
  readonly poolSize: number;
  readonly s3: S3StoreOptions | undefined;
}

/**
 * Statements that share a processor gain nothing by being many, and cost switching (`PERFEX_POOL_SIZE=20 npm run bench` compares).
 * Those that wait (for a lock, the disk, a long report) must not hold up the others, hence a few to each.
 */
const DEFAULT_POOL_SIZE = Math.min(40, Math.max(8, 4 * availableParallelism()));
const DEFAULT_PORT = 3000;

/** `options` are those of the command line; they win over the environment. */
export function readSettings(
  options: { readonly data?: string | undefined; readonly port?: number | undefined } = {},
  env: NodeJS.ProcessEnv = process.env,
): Settings {
  const isTerminal = process.stdout.isTTY === true;
  return {
    dataFolder:
      options.data === undefined ? resolve(PROJECT_FOLDER, env["PERFEX_DATA"] || ".data") : resolve(options.data),
    databaseUrl: env["DATABASE_URL"] || undefined,
    port: options.port ?? Number(env["PORT"] || DEFAULT_PORT),
    host: env["PERFEX_HOST"] || "127.0.0.1",
    publicUrl: env["PERFEX_PUBLIC_URL"] || undefined,
    trustsProxy: env["PERFEX_TRUST_PROXY"] === "1",
    metricsToken: env["PERFEX_METRICS_TOKEN"] || undefined,
    log:
      env["PERFEX_LOG"] === "stdout" || (env["PERFEX_LOG"] !== "file" && !isTerminal && env["DATABASE_URL"])
        ? "stdout"
        : "file",
    poolSize: Number(env["PERFEX_POOL_SIZE"] || DEFAULT_POOL_SIZE),
    s3: readS3(env),
  };
}

function readS3(env: NodeJS.ProcessEnv): S3StoreOptions | undefined {
  const bucket = env["PERFEX_S3_BUCKET"];
  if (!bucket) return undefined;
  const endpoint = env["PERFEX_S3_ENDPOINT"];
  return {
    bucket,
    region: env["PERFEX_S3_REGION"] || "us-east-1",
    ...(endpoint && { endpoint }),
    accessKeyId: env["PERFEX_S3_ACCESS_KEY_ID"] ?? "",
    secretAccessKey: env["PERFEX_S3_SECRET_ACCESS_KEY"] ?? "",
  };
}
