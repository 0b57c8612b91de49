import { openPerfex, type Perfex } from "../composition/open-perfex.ts";
import { createLogger } from "../installation/create-logger.ts";
import { openInstallationDatabase } from "../installation/open-database.ts";
import { readSettings } from "../installation/settings.ts";

/** Opens the installation beside (or without) a running server, for the time of one command. */
export async function withPerfex<T>(data: string | undefined, work: (perfex: Perfex) => Promise<T>): Promise<T> {
  const settings = readSettings({ data });
  const database = await openInstallationDatabase(settings, "shared");
  const logger = createLogger(settings);
  try {
    const perfex = await openPerfex(database.db, { settings, logger });
    try {
      return await work(perfex);
    } finally {
      await perfex.close();
    }
  } finally {
    await database.close();
    logger.flush();
  }
}
