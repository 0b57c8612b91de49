import type { Transaction } from "../../database/index.ts";
import { fail, isPerfexError, newId, type PerfexError } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { createMany } from "../bulk/create-many.ts";
import { createRequest } from "../lifecycle/create.ts";
import { updateDocument } from "../lifecycle/update.ts";
import { nestedDatabase } from "../pipeline/nested-database.ts";
import { perform } from "../pipeline/perform.ts";
import { addressable, type Engine } from "../run/engine.ts";
import type { WriteRequest } from "../run/write-request.ts";
import { loadVisible } from "../stored/load-stored.ts";
import type {
  CellError,
  DocumentRow,
  DocumentValues,
  ImportRequest,
  ImportResult,
  JsonValue,
  RequestContext,
} from "../types.ts";
import { wordRefusal } from "../wording/word-refusal.ts";
import { findExisting, keyOf, resolveKey } from "./find-existing.ts";
import { ignoredColumns } from "./ignored-columns.ts";
import { type MappedColumn, resolveMapping } from "./import-mapping.ts";
import { IMPORT_ROWS_MAX } from "./parse-table.ts";
import { cellError, type ImportedDocument, readRows } from "./read-rows.ts";

const DOCUMENTS_PER_TRANSACTION = 100;
const ERRORS_MAX = 1_000;

type Effect = "created" | "updated" | "unchanged" | "refused";

interface Importing {
  readonly engine: Engine;
  readonly ctx: RequestContext;
  readonly doctype: ResolvedDoctype;
  readonly columns: readonly MappedColumn[];
  /** Key → id of documents that exist; null when everything is new. */
  readonly existing: ReadonlyMap<string, string> | null;
  readonly key: string | null;
}

interface Imported {
  readonly effect: Effect;
  readonly errors: readonly CellError[];
}

/**
 * Brings rows of a file in as documents, each through all stages. A document that is refused leaves the others alone;
 * its errors name row and column. A dry run does everything and keeps nothing.
 */
export async function importRows(
  engine: Engine,
  ctx: RequestContext,
  doctypeId: string,
  request: ImportRequest,
): Promise<ImportResult> {
  const doctype = addressable(ctx.registry, doctypeId);
  ctx.access.assertCan(doctypeId, "import");
  if (request.rows.length > IMPORT_ROWS_MAX)
    fail("IMPORT_TOO_MANY_ROWS", { max: IMPORT_ROWS_MAX }, { pointer: "/rows" });
  const columns = resolveMapping(ctx.registry, doctype, request.mapping);
  const key = request.mode === "upsert" ? resolveKey(doctype, columns, request.key) : null;
  const documents = await readRows(ctx, columns, request);
  const existing = key === null ? null : await findExisting(ctx, doctype, key, documents);
  const importing: Importing = { engine, ctx, doctype, columns, existing, key };
  const seen = new Set<string>();
  const { reached = null } = request.checkpoint ?? {};
  let result = (reached?.state as ImportResult | undefined) ?? (await begin(ctx, doctype, request));
  for (const chunk of chunksOf(documents, (document) => withoutRepeat(importing, seen, document))) {
    if (chunk.end <= (reached?.done ?? 0)) continue;
    result = await importChunk(importing, chunk, request, documents.length, result);
    request.onProgress?.({ done: chunk.end, total: documents.length });
  }
  return result;
}

interface ImportChunk {
  readonly documents: readonly ImportedDocument[];
  /** How many documents of the file are dealt with when this part is. */
  readonly end: number;
}

/** Cut at the same places whenever the same file is read: what a run has dealt with is whole parts. */
function* chunksOf(
  documents: readonly ImportedDocument[],
  prepare: (document: ImportedDocument) => ImportedDocument,
): Iterable<ImportChunk> {
  for (let start = 0; start < documents.length; start += DOCUMENTS_PER_TRANSACTION) {
    const part = documents.slice(start, start + DOCUMENTS_PER_TRANSACTION).map(prepare);
    yield { documents: part, end: start + part.length };
  }
}

/** Of two rows with one key the second is refused: which of them is meant, nobody can tell. */
function withoutRepeat({ key, columns }: Importing, seen: Set<string>, document: ImportedDocument): ImportedDocument {
  const value = key === null ? null : keyOf(key, document);
  if (value === null || !seen.has(value)) {
    if (value !== null) seen.add(value);
    return document;
  }
  const column = columns.find(({ name, table }) => name === key && !table)?.column ?? null;
  return {
    ...document,
    errors: [...document.errors, cellError(document.row, column, "IMPORT_KEY_REPEATED", { value })],
  };
}

/** Stops a dry run's transaction once everything was tried. */
class DryRunDone extends Error {
  readonly result: ImportResult;
  constructor(result: ImportResult) {
    super();
    this.result = result;
  }
}

/** Returns the result so far with what became of the chunk, which is kept in the transaction that writes it. */
async function importChunk(
  importing: Importing,
  { documents, end }: ImportChunk,
  { dryRun, checkpoint }: ImportRequest,
  total: number,
  before: ImportResult,
): Promise<ImportResult> {
  const { ctx, existing } = importing;
  try {
    return await ctx.db.transaction(ctx.organization, async (tx) => {
      const parts = await (existing === null ? createAll : importEach)(importing, tx, documents);
      const result = withParts(before, parts);
      if (dryRun) throw new DryRunDone(result);
      await checkpoint?.keep(tx, { done: end, total, state: { ...result } as unknown as JsonValue });
      return result;
    });
  } catch (error) {
    if (error instanceof DryRunDone) return error.result;
    throw error;
  }
}

/** New documents are made together; what is refused is told as it would be alone. */
async function createAll(
  importing: Importing,
  tx: Transaction,
  chunk: readonly ImportedDocument[],
): Promise<readonly Imported[]> {
  const { engine, doctype } = importing;
  const ctx: RequestContext = { ...importing.ctx, db: nestedDatabase(importing.ctx.db, tx) };
  const readable = chunk.filter(({ errors }) => errors.length === 0);
  const values = readable.map((document) => ({ ...document.values, ...linesOf(document) }));
  const { refused } = await createMany(engine, ctx, doctype.id, values, { origin: "person" });
  const errors = new Map(refused.map(({ index, error }) => [readable[index], error]));
  return chunk.map((document): Imported => {
    if (document.errors.length > 0) return { effect: "refused", errors: document.errors };
    const error = errors.get(document);
    return error
      ? { effect: "refused", errors: errorsOf(importing, document, error) }
      : { effect: "created", errors: [] };
  });
}

async function importEach(
  importing: Importing,
  tx: Transaction,
  chunk: readonly ImportedDocument[],
): Promise<readonly Imported[]> {
  const results: Imported[] = [];
  for (const document of chunk) results.push(await importOne(importing, tx, document));
  return results;
}

async function importOne(importing: Importing, tx: Transaction, document: ImportedDocument): Promise<Imported> {
  if (document.errors.length > 0) return { effect: "refused", errors: document.errors };
  const ctx: RequestContext = { ...importing.ctx, db: nestedDatabase(importing.ctx.db, tx) };
  try {
    return { effect: await saveOne(importing, ctx, document), errors: [] };
  } catch (error) {
    if (!isPerfexError(error) || error.status >= 500) throw error;
    return { effect: "refused", errors: errorsOf(importing, document, await wordRefusal(ctx, error)) };
  }
}

async function saveOne(importing: Importing, ctx: RequestContext, document: ImportedDocument): Promise<Effect> {
  const { engine, doctype, existing, key } = importing;
  const keyValue = key === null ? null : keyOf(key, document);
  const id = keyValue === null ? undefined : existing?.get(keyValue);
  if (id === undefined) {
    const values = { ...document.values, ...linesOf(document) };
    const request: WriteRequest = { ...createRequest(ctx, doctype, false), origin: "person" };
    await perform({ engine, request, subject: { index: 0, id: newId(), input: values }, readBack: null });
    return "created";
  }
  const stored = await ctx.db.read(ctx.organization, (connection) => loadVisible(ctx, connection, doctype, id));
  const patch = { ...document.values, ...linesOf(document, stored) };
  const saved = await updateDocument(engine, ctx, doctype.id, id, patch, { version: stored.version });
  return saved.version === stored.version ? "unchanged" : "updated";
}

/** Lines of the file; over an existing document, the first line is its first row, and so on. */
function linesOf({ lines }: ImportedDocument, stored?: Readonly<Record<string, unknown>>): DocumentValues {
  const tables = Object.entries(lines).map(([table, rows]) => {
    const before = (stored?.[table] ?? []) as readonly DocumentRow[];
    return [table, rows.map(({ values }, index) => (before[index] ? { id: before[index].id, ...values } : values))];
  });
  return Object.fromEntries(tables) as DocumentValues;
}

/** A refusal of the stages, told at the cells it came from. */
function errorsOf({ columns }: Importing, document: ImportedDocument, error: PerfexError): readonly CellError[] {
  const details =
    error.details.length > 0 ? error.details : [{ code: error.code, pointer: error.pointer, message: error.text }];
  return details.map(({ code, pointer, message }) => {
    const [first = "", index, column] = (pointer ?? "").split("/").slice(1);
    const isLine = index !== undefined && column !== undefined;
    const line = isLine ? document.lines[first]?.[Number(index)] : undefined;
    const place = columns.find(({ table, name }) =>
      isLine ? table?.id === first && name === column : !table && name === first,
    );
    return { row: line?.row ?? document.row, column: place?.column ?? null, code, message };
  });
}

const begin = async (ctx: RequestContext, doctype: ResolvedDoctype, request: ImportRequest): Promise<ImportResult> => ({
  created: 0,
  updated: 0,
  unchanged: 0,
  refused: 0,
  errors: [],
  ignored_columns: await ignoredColumns(ctx, doctype, request),
});

function withParts(before: ImportResult, parts: readonly Imported[]): ImportResult {
  const count = (effect: Effect) => before[effect] + parts.filter((part) => part.effect === effect).length;
  return {
    ...before,
    created: count("created"),
    updated: count("updated"),
    unchanged: count("unchanged"),
    refused: count("refused"),
    errors: [...before.errors, ...parts.flatMap(({ errors }) => errors)].slice(0, ERRORS_MAX),
  };
}
