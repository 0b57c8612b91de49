import { parseEffect } from "../../contract/index.ts";
import type { JsonValue, NewFile, RequestContext } from "../../documents/index.ts";
import type { FunctionRunner, RefusedEffect, RunOptions } from "../../functions/index.ts";
import type { LocalizedText } from "../../kernel/index.ts";

/** What an importer function answers; its declaration's schema was checked. */
interface ImporterOutput {
  readonly summary: Readonly<Record<string, JsonValue>>;
  readonly findings: readonly ImporterFinding[];
}
export interface ImporterFinding {
  readonly code: string;
  readonly message: LocalizedText;
  readonly [detail: string]: unknown;
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

/**
 * A file → documents, by a function of the metadata with the person's rights. A document that is refused is told and the others
 * are kept; a dry run only tells what the file holds.
 */
export async function runImporter(
  functions: FunctionRunner,
  ctx: RequestContext,
  importer: string,
  file: NewFile,
  { dry_run, ...options }: Readonly<Record<string, JsonValue>>,
  watch: Omit<RunOptions, "mode">,
): Promise<ImporterResult> {
  const input = { file_name: file.fileName, bytes: Buffer.from(file.bytes).toString("base64"), options };
  const mode = dry_run === true ? "propose" : "each";
  const result = await functions.run(ctx, importer, input, { mode, ...watch });
  const { summary, findings } = result.output as unknown as ImporterOutput;
  const created: Record<string, number> = {};
  for (const { effect, count } of result.done) {
    const { verb, doctype } = parseEffect(effect);
    if (verb === "create") created[doctype] = (created[doctype] ?? 0) + count;
  }
  return {
    dry_run: dry_run === true,
    summary,
    findings: [...findings, ...result.refused.map(refusalOf)].slice(0, FINDINGS_MAX),
    created,
    refused: result.refused_count,
  };
}

/** What is wrong first is enough to act on; the key says which document it is about. */
function refusalOf({ code, message, details, key }: RefusedEffect): ImporterFinding {
  const [first] = details;
  return { ...(first ? { code: first.code, message: first.message } : { code, message }), ...key };
}
