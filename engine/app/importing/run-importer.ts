import type {
  Documents,
  DocumentValues,
  JsonValue,
  NewFile,
  RefusedRow,
  RequestContext,
} from "../../documents/index.ts";
import type { FunctionRunner } from "../../functions/index.ts";
import { fail, type LocalizedText, mustExist, newId } from "../../kernel/index.ts";
import type { Registry } from "../../registry/index.ts";
import type { OnProgress } from "./import-rows.ts";
import { createKeyResolver } from "./resolve-keys.ts";

/** What an importer function gives back; its declaration's schema was checked. */
interface ImporterOutput {
  readonly summary: Readonly<Record<string, JsonValue>>;
  readonly findings: readonly ImporterFinding[];
  readonly documents: readonly DocumentGroup[];
}
export interface ImporterFinding {
  readonly code: string;
  readonly message: LocalizedText;
  readonly [detail: string]: unknown;
}
export interface DocumentGroup {
  readonly doctype: string;
  readonly key: string;
  readonly rows: readonly DocumentValues[];
  readonly submit: boolean;
}

export interface ImporterResult {
  readonly dry_run: boolean;
  readonly summary: Readonly<Record<string, JsonValue>>;
  readonly findings: readonly ImporterFinding[];
  /** How many documents of each doctype were created. */
  readonly created: Readonly<Record<string, number>>;
  readonly refused: number;
}

const FINDINGS_MAX = 500;
const PAGE = 1000;

/**
 * A file → documents, by a function of the metadata: it is handed what its declaration reads, plans the documents, and they are
 * created through the documents API with the person's rights. A document that is refused is told and the others are kept.
 */
export async function runImporter(
  ports: { readonly documents: Documents; readonly functions: FunctionRunner },
  ctx: RequestContext,
  importer: string,
  file: NewFile,
  options: Readonly<Record<string, JsonValue>>,
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<ImporterResult> {
  const { dry_run, ...own } = options;
  const planned = (await ports.functions.run(ctx.registry, importer, {
    file_name: file.fileName,
    bytes: Buffer.from(file.bytes).toString("base64"),
    options: own,
    known: await readKnown(ports.documents, ctx, importer),
  })) as ImporterOutput;
  for (const { doctype, submit } of planned.documents) {
    ctx.access.assertCan(doctype, "create");
    if (submit) ctx.access.assertCan(doctype, "submit");
  }
  const { summary, findings } = planned;
  if (dry_run === true) return { dry_run: true, summary, findings, created: {}, refused: 0 };
  const written = await writeGroups(ports.documents, ctx, planned.documents, onProgress, signal);
  return {
    dry_run: false,
    summary,
    findings: [...findings, ...written.refusals].slice(0, FINDINGS_MAX),
    created: written.created,
    refused: written.refusals.length,
  };
}

/** Creates the documents group after group. Within a group, a row may name those before it by their keys. */
async function writeGroups(
  documents: Documents,
  ctx: RequestContext,
  groups: readonly DocumentGroup[],
  onProgress: OnProgress,
  signal: AbortSignal | undefined,
) {
  const resolver = createKeyResolver(documents, ctx, groups);
  const created: Record<string, number> = {};
  const refusals: ImporterFinding[] = [];
  const total = groups.reduce((sum, group) => sum + group.rows.length, 0);
  let before = 0;
  for (const { doctype, key, rows, submit } of groups) {
    if (signal?.aborted) fail("JOB_INTERRUPTED");
    const ids = rows.map(() => newId());
    rows.forEach((row, index) => {
      const value = row[key];
      if (typeof value === "string") resolver.foretell(doctype, value, ids[index]!);
    });
    const values: DocumentValues[] = [];
    for (const row of rows) values.push(await resolver.resolve(doctype, row));
    const { refused } = await documents.createMany(ctx, doctype, values, {
      submit,
      ids,
      onProgress({ done }) {
        if (signal?.aborted) fail("JOB_INTERRUPTED");
        onProgress(before + done, total);
      },
    });
    before += rows.length;
    created[doctype] = rows.length - refused.length;
    refusals.push(...refused.map((one) => ({ ...refusalOf(one), [key]: rows[one.index]?.[key] ?? null })));
  }
  return { created, refusals };
}

/** What is wrong first is enough to act on. */
function refusalOf({ code, message, error }: RefusedRow): ImporterFinding {
  const [first] = error.details;
  return first ? { code: first.code, message: first.message } : { code, message };
}

/** By its id, or by its id without `_import`: `fec` is `fec_import`. Raises HTTP_IMPORTER_UNKNOWN. */
export function findImporter(registry: Registry, name: string): string {
  const importers = [...registry.functions.values()].filter((one) => one.importer !== undefined).map(({ id }) => id);
  const found = importers.find((id) => id === name || id === `${name}_import`);
  return found ?? fail("HTTP_IMPORTER_UNKNOWN", { importer: name, known: importers.join(", ") });
}

/** Everything the function's declaration asks for, by the names it gives. */
async function readKnown(
  documents: Documents,
  ctx: RequestContext,
  importer: string,
): Promise<Record<string, JsonValue>> {
  const declaration = mustExist(ctx.registry.functions.get(importer), `function ${importer}`);
  const entries = Object.entries(declaration.reads ?? {}).map(async ([name, read]) => {
    const found: JsonValue[] = [];
    let cursor: string | null = null;
    const wanted = read.limit ?? Number.POSITIVE_INFINITY;
    do {
      const page = await documents.list(ctx, read.doctype, {
        fields: ["id", ...read.fields],
        limit: Math.min(PAGE, wanted - found.length),
        ...(read.where !== undefined && { where: read.where }),
        ...(read.sort && { sort: read.sort }),
        ...(cursor !== null && { cursor }),
      });
      found.push(...(page.items as unknown as JsonValue[]));
      cursor = page.next_cursor;
    } while (cursor !== null && found.length < wanted);
    return [name, found] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
