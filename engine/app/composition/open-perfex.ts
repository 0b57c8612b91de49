import { join } from "node:path";
import type { Logger } from "pino";
import type { CalledFunction, FunctionDeclaration } from "../../contract/index.ts";
import type { Database } from "../../database/index.ts";
import {
  createDiskStore,
  createDocuments,
  createS3Store,
  createSecretBox,
  type Documents,
  type FileStore,
} from "../../documents/index.ts";
import {
  createComputingFunctions,
  createFunctionRunner,
  type FunctionRunner,
  importersOf,
} from "../../functions/index.ts";
import {
  createMailDelivery,
  createPeople,
  listOrganizations,
  loadSecret,
  type MailTransport,
  type People,
  type Provisioner,
} from "../../identity/index.ts";
import { createJobQueue, createOutboxRelay, type JobQueue, type OutboxRelay } from "../../jobs/index.ts";
import { createLedgerPort } from "../../ledgers/index.ts";
import { loadMetadata, type MetadataFiles } from "../../registry/index.ts";
import { createWorkflowPort } from "../../workflow/index.ts";
import { METADATA_FOLDER } from "../installation/project.ts";
import type { Settings } from "../installation/settings.ts";
import type { OnSeedProgress } from "../seeding/seeds.ts";
import { type Contexts, createContexts } from "./contexts.ts";
import { keepHouse } from "./house-keeping.ts";
import { assertMayWork, jobHandlers } from "./job-handlers.ts";
import { createPrints, type Prints } from "./prints-port.ts";
import { createProvisioner } from "./provisioner.ts";
import { createRegistries, type Registries } from "./registries.ts";
import { schedules } from "./schedules.ts";

/** The whole program without its network: every layer, plugged together. */
export interface Perfex {
  readonly db: Database;
  readonly base: MetadataFiles;
  readonly registries: Registries;
  readonly documents: Documents;
  readonly contexts: Contexts;
  readonly functions: FunctionRunner;
  readonly prints: Prints;
  readonly jobs: JobQueue;
  readonly relay: OutboxRelay;
  readonly provisioner: Provisioner;
  readonly people: People;
  /** Where people reach the screens. */
  readonly publicUrl: string;
  close(): Promise<void>;
}

export interface PerfexOptions {
  readonly settings: Settings;
  readonly logger: Logger;
  /** Folders of the product's modules; its own unless told. */
  readonly metadataFolders?: readonly string[];
  readonly onProgress?: OnSeedProgress;
}

/** Plugs the layers together over an open database. The caller closes the database. */
export async function openPerfex(db: Database, options: PerfexOptions): Promise<Perfex> {
  const { settings, logger } = options;
  const folders = options.metadataFolders ?? [METADATA_FOLDER];
  const base = loadMetadata(folders);
  const registries = await createRegistries(db, base);
  const contexts = createContexts(db, registries);
  const report = (what: string, error: unknown) => logger.error({ err: error }, what);
  // Documents wake the relay and the relay hands events to the queue, whose jobs write documents.
  let relay: OutboxRelay | undefined;
  const files = createFileStore(settings);
  const computeByFunction = createComputingFunctions(folders);
  const isReady = computeByFunction.prepare(computingOf(base));
  const documents = createDocuments({
    ledger: createLedgerPort(computeByFunction),
    functions: computeByFunction,
    workflow: createWorkflowPort(),
    files,
    secrets: createSecretBox(await loadSecret(db, "secret_fields")),
    wakeOutbox: (organization) => relay?.wake(organization),
  });
  const { onProgress } = options;
  const provisioner = createProvisioner({ db, documents, registries, contexts, ...(onProgress && { onProgress }) });
  const functions = createFunctionRunner({ documents, folders });
  const jobs = await createJobQueue(db, {
    handlers: jobHandlers({ documents, functions, importers: baseImporters(base) }),
    schedules: schedules({
      db,
      registries,
      sweep: async () => relay?.sweep(),
      keepHouse: () => keepHouse({ db, registries, files, provisioner, report }),
    }),
    deliveries: [createMailDelivery(db, logTransport(logger))],
    assertMay: assertMayWork,
    contextFor: contexts.ofUser,
    renewed: registries.renewed,
    report,
  });
  relay = createOutboxRelay({ db, queue: jobs, subscribers: [], organizations: () => listOrganizations(db), report });
  const prints = createPrints(documents);
  await isReady;
  const publicUrl = settings.publicUrl ?? `http://localhost:${settings.port}`;
  const people = await createPeople({
    db,
    mailQueue: jobs,
    provisioner,
    publicUrl,
    rolesOf: async (organization) => [...(await registries.current(organization)).roles.keys()],
  });
  return {
    db,
    base,
    registries,
    documents,
    contexts,
    functions,
    prints,
    jobs,
    relay,
    provisioner,
    people,
    publicUrl,
    async close() {
      await jobs.stop();
      await relay.idle();
      await Promise.all([prints.close(), functions.close(), registries.close(), people.close()]);
    },
  };
}

function createFileStore({ s3, dataFolder }: Settings): FileStore {
  return s3 ? createS3Store(s3) : createDiskStore(join(dataFolder, "files"));
}

/** Ids of the functions that turn a file into documents. */
export function baseImporters(base: MetadataFiles): readonly string[] {
  const functions = base.files.filter(({ kind }) => kind === "function");
  return importersOf(functions.map(({ json }) => json as FunctionDeclaration));
}

/** Functions that only compute: a write may call any of them. */
function computingOf(base: MetadataFiles): readonly CalledFunction[] {
  return base.files.flatMap(({ kind, module, json }) => {
    const declaration = json as FunctionDeclaration;
    const isComputing = kind === "function" && !declaration.reads && !declaration.effects;
    return isComputing ? [{ module, declaration }] : [];
  });
}

/** No mail server: what would be sent stands in the log. */
function logTransport(logger: Logger): MailTransport {
  return {
    reallySends: false,
    async send({ recipient, subject, body }) {
      logger.warn({ recipient, subject, body }, "mail not sent: no mail server is configured");
    },
  };
}
