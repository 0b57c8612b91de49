import { once } from "node:events";
import { assertPortFree } from "../../http/index.ts";
import type { CommandRun } from "../command-line/command.ts";
import { parseOptions, parsePort } from "../command-line/parse-options.ts";
import type { Terminal } from "../command-line/terminal.ts";
import { openPerfex, type PerfexOptions } from "../composition/open-perfex.ts";
import { startHttp } from "../composition/start-http.ts";
import { renewSearch, upgradeOrganizations } from "../composition/upgrade.ts";
import { createLogger } from "../installation/create-logger.ts";
import { openInstallationDatabase } from "../installation/open-database.ts";
import { readSettings, type Settings } from "../installation/settings.ts";
import { DEMO_LOGIN, seedDemoIfEmpty } from "../seeding/demo.ts";
import type { OnSeedProgress } from "../seeding/seeds.ts";

/** Starts everything, says where it is, and runs until Ctrl-C. */
export const serve: CommandRun = async (args, terminal) => {
  const { options: wanted } = parseOptions(args, { port: "string", data: "string", empty: "boolean" });
  const settings = readSettings({ data: wanted.data, port: parsePort(wanted.port, "--port") });
  const stopped = stopSignal(terminal);
  // Before the long work: whoever has the port already is told at once.
  await assertPortFree(settings.port, settings.host);
  terminal.progress({ fr: "Ouverture de la base de données…", en: "Opening the database…" });
  const database = await openInstallationDatabase(settings, "exclusive");
  const logger = createLogger(settings);
  try {
    const options: PerfexOptions = { settings, logger, onProgress: showProgress(terminal) };
    const perfex = await openPerfex(database.db, options);
    try {
      const { upToDate } = await upgradeOrganizations(perfex, terminal);
      const hasDemo = wanted.empty !== true && (await seedDemoIfEmpty(perfex, options, terminal));
      await perfex.jobs.work();
      await perfex.relay.sweep();
      const http = await startHttp(perfex, settings, logger);
      terminal.progress(null);
      announce(terminal, settings, http.url, hasDemo);
      const closing = new AbortController();
      const renewed = renewSearch(perfex, upToDate, closing.signal).catch((error: unknown) =>
        logger.error({ err: error }, "search texts not renewed"),
      );
      await stopped;
      closing.abort();
      await Promise.all([http.close(), renewed]);
    } finally {
      await perfex.close();
    }
  } finally {
    await database.close();
    logger.flush();
  }
  terminal.say({ fr: "Arrêté.", en: "Stopped." });
  return 0;
};

function showProgress(terminal: Terminal): OnSeedProgress {
  return ({ label, done, total }) =>
    terminal.progress({ fr: `${label.fr} ${done}/${total}`, en: `${label.en} ${done}/${total}` });
}

function announce(terminal: Terminal, settings: Settings, url: string, hasDemo: boolean): void {
  terminal.print("");
  terminal.print(`  Perfex ERP   ${url}`);
  terminal.print(`  API          ${url}/api/docs`);
  if (hasDemo) {
    const label = terminal.text({ fr: "Connexion", en: "Sign in" });
    terminal.print(`  ${label.padEnd(12)} ${DEMO_LOGIN.email} / ${DEMO_LOGIN.password}`);
  }
  terminal.print("");
  terminal.say({
    fr: `Données : ${settings.dataFolder} · Ctrl-C pour arrêter`,
    en: `Data: ${settings.dataFolder} · Ctrl-C to stop`,
  });
}

/** Resolves at the first Ctrl-C or SIGTERM; a second one ends the process at once. */
async function stopSignal(terminal: Terminal): Promise<void> {
  const signal = new AbortController();
  const stop = () => {
    if (signal.signal.aborted) process.exit(130);
    terminal.say({ fr: "Arrêt…", en: "Stopping…" });
    signal.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  await once(signal.signal, "abort");
}
