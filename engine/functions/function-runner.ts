import { type FunctionDeclaration, parseEffect } from "../contract/index.ts";
import { validateJson } from "../contract/validation/index.ts";
import { type Documents, type JsonValue, type RequestContext, wordRefusal } from "../documents/index.ts";
import { fail, isPerfexError } from "../kernel/index.ts";
import { type Algorithms, createAlgorithms } from "./algorithm/algorithms.ts";
import { type CarriedOut, carryOut } from "./effects/carry-out.ts";
import { inOneTransaction } from "./effects/in-one-transaction.ts";
import { assertDeclared, assertMayDo, type Proposal, parseProposal } from "./effects/proposed-effects.ts";
import { loadReads } from "./reads/load-reads.ts";
import type { FunctionInput, FunctionResult, FunctionRunner, PreviewedDocument, RunOptions } from "./types.ts";

const PREVIEWED_MAX = 50;

export interface FunctionPorts {
  readonly documents: Documents;
  /** Folders that hold modules with their algorithms. */
  readonly folders: readonly string[];
}

export function createFunctionRunner({ documents, folders }: FunctionPorts): FunctionRunner {
  const algorithms = createAlgorithms(folders);
  return {
    async run(ctx, id, input, options) {
      try {
        return await runWith({ documents, algorithms }, ctx, id, input, options);
      } catch (error) {
        throw isPerfexError(error) ? await wordRefusal(ctx, error) : error;
      }
    },
    close: () => algorithms.close(),
  };
}

interface Runner {
  readonly documents: Documents;
  readonly algorithms: Algorithms;
}

async function runWith(
  runner: Runner,
  ctx: RequestContext,
  id: string,
  input: FunctionInput,
  options: RunOptions,
): Promise<FunctionResult> {
  const declaration = ctx.registry.functions.get(id) ?? fail("FUNCTION_UNKNOWN", { function: id });
  const { mode, checkpoint } = options;
  // All of it was done before: only the answer got lost.
  if (mode === "whole" && checkpoint?.reached) return checkpoint.reached.state as unknown as FunctionResult;
  const make = () => propose(runner, ctx, declaration, input);
  // What is kept document by document goes on as it was intended: by now the function would read what it did itself.
  const { output, effects } = await (mode === "each" && checkpoint ? checkpoint.intend(make) : make());
  assertDeclared(declaration, effects);
  assertMayDo(ctx, effects);
  return perform(runner.documents, ctx, { output, effects }, options);
}

/** What the function answers and would do; nothing has changed yet. */
async function propose(
  { documents, algorithms }: Runner,
  ctx: RequestContext,
  declaration: FunctionDeclaration,
  input: FunctionInput,
): Promise<Proposal> {
  const details = validateJson(declaration.input, input);
  if (details.length > 0) fail("FUNCTION_INPUT_INVALID", { function: declaration.id }, { details });
  const known = declaration.reads && { known: await loadReads(documents, ctx, declaration, input) };
  const answer = await algorithms.call(ctx.registry, declaration, ctx.organization.id, { ...input, ...known });
  return parseProposal(declaration, answer);
}

const NOTHING = { done: [], refused: [], refused_count: 0, documents: [] };

async function perform(
  documents: Documents,
  ctx: RequestContext,
  { output, effects }: Proposal,
  { mode, signal, checkpoint, onProgress = () => undefined }: RunOptions,
): Promise<FunctionResult> {
  if (mode === "propose" || effects.length === 0) return { output, ...NOTHING };
  const work = { documents, onProgress, signal };
  if (mode === "each") {
    const carried = await carryOut({ ...work, ctx, isWhole: false, checkpoint }, effects);
    return { output, ...carried, documents: [] };
  }
  return inOneTransaction(ctx, mode === "whole", async (own) => {
    const carried = await carryOut({ ...work, ctx: own, isWhole: true }, effects);
    if (mode === "preview") return { output, ...carried, documents: await lookAt(documents, own, carried) };
    const result = { output, ...carried, documents: [] };
    const state = result as unknown as JsonValue;
    if (checkpoint) {
      const total = carried.done.reduce((sum, { count }) => sum + count, 0);
      await own.db.read(own.organization, (tx) => checkpoint.keep(tx, { done: total, total, state }));
    }
    return result;
  });
}

/** The first documents that were touched and are still there, as far as the caller may read them. */
async function lookAt(documents: Documents, ctx: RequestContext, { done }: CarriedOut): Promise<PreviewedDocument[]> {
  const touched = new Map<string, string>();
  for (const { effect, ids } of done) {
    const { verb, doctype } = parseEffect(effect);
    for (const id of ids) {
      if (verb === "delete") touched.delete(id);
      else if (ctx.access.can(doctype, "read")) touched.set(id, doctype);
    }
  }
  const looked: PreviewedDocument[] = [];
  for (const [id, doctype] of [...touched].slice(0, PREVIEWED_MAX)) {
    const document = await visible(documents, ctx, doctype, id);
    if (document) looked.push({ doctype, document });
  }
  return looked;
}

/** Null where a row rule keeps it from the caller, who may make what he may not read. */
async function visible(documents: Documents, ctx: RequestContext, doctype: string, id: string) {
  try {
    return await documents.get(ctx, doctype, id);
  } catch (error) {
    if (isPerfexError(error) && error.code === "DOCUMENT_NOT_FOUND") return null;
    throw error;
  }
}
