import type { Logger } from "pino";
import { createHttpServer, type HttpPorts } from "../../http/index.ts";
import { SCREENS_FOLDER } from "../installation/project.ts";
import type { Settings } from "../installation/settings.ts";
import { loadQuestions } from "../seeding/seeds.ts";
import { baseImporters, type Perfex } from "./open-perfex.ts";

const askedQuestions: HttpPorts["questions"] = async () =>
  (await loadQuestions()).map(({ id, type, label, help, isOnScreen, proposed }) => {
    return { id, type, label, help, is_on_screen: isOnScreen, proposed: proposed?.() ?? null };
  });

export interface RunningHttp {
  /** Where people reach it. */
  readonly url: string;
  close(): Promise<void>;
}

/** Raises APP_PORT_TAKEN. */
export async function startHttp(perfex: Perfex, settings: Settings, logger: Logger): Promise<RunningHttp> {
  const { db, base, registries, documents, functions, prints, jobs, people, contexts, publicUrl } = perfex;
  const server = await createHttpServer(
    {
      db,
      people,
      documents,
      functions,
      prints,
      jobs,
      importers: baseImporters(base),
      questions: askedQuestions,
      baseRegistry: registries.preview([]),
      renewed: registries.renewed,
      onMetadata: registries.onChange,
      contextFor: contexts.ofMember,
    },
    {
      logger,
      publicUrl,
      screensFolder: SCREENS_FOLDER,
      trustsProxy: settings.trustsProxy,
      ...(settings.metricsToken !== undefined && { metricsToken: settings.metricsToken }),
    },
  );
  try {
    const port = await server.listen(settings.port, settings.host);
    return { url: settings.publicUrl ?? `http://localhost:${port}`, close: () => server.close() };
  } catch (error) {
    await server.close();
    throw error;
  }
}
