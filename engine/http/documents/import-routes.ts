import type { Documents } from "../../documents/index.ts";
import { assertMayCall, findImporter } from "../../functions/index.ts";
import type { JobQueue } from "../../jobs/index.ts";
import { json } from "../exchange/answer.ts";
import { jobAnswer } from "../operations/operation-schemas.ts";
import { startJob } from "../operations/start-job.ts";
import { type MemberCall, pathParam } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { type Route, route, upload } from "../routing/route.ts";
import { object } from "../schemas/schema.ts";
import { isDocument, LIST_PATH } from "./document-routes.ts";
import { importColumnsAnswer, importerOptions, importOptions } from "./import-schemas.ts";

/** Job kind of an import of any doctype's rows. */
export const IMPORT_ROWS_JOB = "import_rows";

export interface ImportPorts {
  readonly documents: Documents;
  readonly jobs: JobQueue;
  readonly importers: readonly string[];
}

export const importRoutes = (gate: Gate, ports: ImportPorts): readonly Route[] => [
  columnsRoute(gate, ports),
  rowsRoute(gate, ports),
  importerRoute(gate, ports),
];

const columnsRoute = (gate: Gate, { documents: { exchange } }: ImportPorts): Route =>
  route({
    method: "POST",
    path: `${LIST_PATH}/import/columns`,
    access: gate.action("import"),
    limit: "heavy",
    summary: {
      fr: "Lire les colonnes d'un fichier et deviner leurs champs",
      en: "Read a file's columns and guess their fields",
    },
    body: upload(object({})),
    answers: { 200: importColumnsAnswer },
    appliesTo: isDocument,
    async handle(call, file) {
      const doctype = pathParam(call, "doctype");
      const { columns, rows } = await exchange.parse(file);
      const mapping = exchange.guessMapping(call.ctx, doctype, columns);
      const ignored_columns = await exchange.ignoredColumns(call.ctx, doctype, { rows, mapping });
      return json({ columns, mapping, rows: rows.length, sample: rows.slice(0, 5), ignored_columns });
    },
  });

const rowsRoute = (gate: Gate, { jobs }: ImportPorts): Route =>
  route({
    method: "POST",
    path: `${LIST_PATH}/import`,
    access: gate.action("import"),
    limit: "heavy",
    summary: { fr: "Importer un fichier CSV ou Excel", en: "Import a CSV or Excel file" },
    body: upload(importOptions),
    answers: { 202: jobAnswer },
    appliesTo: isDocument,
    async handle(call, file) {
      const { options, ...sent } = file;
      const input = { doctype: pathParam(call, "doctype"), ...options };
      return startJob(jobs, call, { kind: IMPORT_ROWS_JOB, input, file: sent });
    },
  });

const importerRoute = (gate: Gate, { jobs, importers }: ImportPorts): Route =>
  route({
    method: "POST",
    path: "/api/v1/imports/:importer",
    access: gate.member,
    limit: "heavy",
    summary: { fr: "Importer un fichier réglementaire (fec…)", en: "Import a file of a known kind (fec…)" },
    body: upload(importerOptions),
    answers: { 202: jobAnswer },
    permit: (call) => assertMayCall(call.ctx, importerOf(call, importers)),
    async handle(call, { options: input, ...file }) {
      return startJob(jobs, call, { kind: `import:${importerOf(call, importers)}`, input, file });
    },
  });

const importerOf = (call: MemberCall, importers: readonly string[]): string =>
  findImporter(importers, pathParam(call, "importer"));
