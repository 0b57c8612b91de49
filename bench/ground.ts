import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { startEmbeddedPostgres } from "../engine/database/index.ts";
import { fingerprintOf } from "./data/fingerprint.ts";
import type { DataSize } from "./data/load-data.ts";
import type { BenchOptions } from "./options.ts";

/** The folder and the database a run works on. */
export interface Ground {
  readonly folder: string;
  readonly url: string;
  readonly client: Client;
  /** Is the data of an earlier run there? */
  readonly isLoaded: boolean;
  /** Remembers that everything is loaded. */
  markLoaded(): Promise<void>;
  close(): Promise<void>;
}

/** One folder for each checkout and size, so that two do not meet in it. */
function keptFolder(size: DataSize): string {
  const name = createHash("sha256")
    .update(import.meta.dirname)
    .update(JSON.stringify(size))
    .digest("hex")
    .slice(0, 12);
  return join(tmpdir(), `perfex-bench-${name}`);
}

const MARK = "loaded.txt";

/** Starts Postgres on kept data where the run wants them and they are what it would load, else on none. */
export async function openGround(options: BenchOptions): Promise<Ground> {
  const fingerprint = fingerprintOf(options.size);
  const folder = options.isDataKept ? keptFolder(options.size) : await mkdtemp(join(tmpdir(), "perfex-bench-"));
  const mark = await readFile(join(folder, MARK), "utf8").catch(() => null);
  const isLoaded = options.isDataKept && !options.isDataAnew && mark === fingerprint;
  if (options.isDataKept && !isLoaded) await empty(folder);
  await mkdir(folder, { recursive: true });
  // The server's own user has to get there.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({
    dataDir: join(folder, "postgres"),
    settings: options.profile ? { shared_preload_libraries: "pg_stat_statements" } : {},
  });
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  return {
    folder,
    url: postgres.url,
    client,
    isLoaded,
    markLoaded: () => writeFile(join(folder, MARK), fingerprint),
    async close() {
      await client.end();
      await postgres.stop();
      if (!options.isDataKept) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A run that was killed may have left a server on the folder. */
async function empty(folder: string): Promise<void> {
  const dataDir = join(folder, "postgres");
  if (await readFile(join(dataDir, "password")).catch(() => null)) {
    const left = await startEmbeddedPostgres({ dataDir });
    await left.stop();
  }
  await rm(folder, { recursive: true, force: true });
}
