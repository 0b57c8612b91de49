import { join } from "node:path";
import { type Database, type EmbeddedPostgres, openDatabase, startEmbeddedPostgres } from "../../database/index.ts";
import { type FolderLock, lockFolder, tryLockFolder } from "./lock-folder.ts";
import { preparePlatform } from "./prepare-platform.ts";
import type { Settings } from "./settings.ts";

export interface OpenedDatabase {
  readonly db: Database;
  /** Closes the pool; stops the embedded server when this process is the one that runs it. */
  close(): Promise<void>;
}

/** Only an embedded database belongs to one process: several nodes may share a server and the folder of files. */
function lockFor(mode: "exclusive" | "shared", folder: string): Promise<FolderLock | null> {
  return mode === "exclusive" ? lockFolder(folder) : tryLockFolder(folder);
}

/**
 * The installation's database, with the platform's tables. `exclusive`: for the server, which owns the data folder; other commands
 * join the running server's database, or start and stop it themselves. Raises APP_DATA_FOLDER_IN_USE, EMBEDDED_POSTGRES_*, DATABASE_*.
 */
export async function openInstallationDatabase(
  settings: Settings,
  mode: "exclusive" | "shared",
): Promise<OpenedDatabase> {
  const lock = settings.databaseUrl === undefined ? await lockFor(mode, settings.dataFolder) : null;
  let postgres: EmbeddedPostgres | null = null;
  try {
    if (settings.databaseUrl === undefined) {
      postgres = await startEmbeddedPostgres({ dataDir: join(settings.dataFolder, "postgres") });
    }
    const db = await openDatabase({ url: settings.databaseUrl ?? postgres!.url, poolSize: settings.poolSize });
    await preparePlatform(db);
    return {
      db,
      async close() {
        await db.close();
        // Without the lock the database belongs to the server that is running.
        if (lock) await postgres?.stop();
        lock?.release();
      },
    };
  } catch (error) {
    if (lock) await postgres?.stop();
    lock?.release();
    throw error;
  }
}
