import type { Documents, JsonValue, RequestContext } from "../../documents/index.ts";
import { assertMayCall, type FunctionRunner } from "../../functions/index.ts";
import { type FunctionJob, IMPORT_ROWS_JOB, RUN_FUNCTION_JOB, runFunction } from "../../http/index.ts";
import type { JobHandler, JobRun, NewJob } from "../../jobs/index.ts";
import { fail } from "../../kernel/index.ts";
import { importRows, type RowImportOptions } from "../importing/import-rows.ts";
import { runImporter } from "../importing/run-importer.ts";

export interface JobHandlerPorts {
  readonly documents: Documents;
  readonly functions: FunctionRunner;
  readonly importers: readonly string[];
}

/** What may be started over the network and runs in the background. */
export function jobHandlers(ports: JobHandlerPorts): Readonly<Record<string, JobHandler>> {
  return {
    [IMPORT_ROWS_JOB]: async (run) => {
      const { doctype, ...options } = run.input as unknown as { doctype: string } & RowImportOptions;
      const result = await importRows(ports.documents, run.ctx, doctype, run.file(), options, watchOf(run));
      return result as unknown as JsonValue;
    },
    [RUN_FUNCTION_JOB]: async (run) => {
      const answer = await runFunction(ports.functions, run.ctx, run.input as unknown as FunctionJob, watchOf(run));
      return answer as unknown as JsonValue;
    },
    ...Object.fromEntries(
      ports.importers.map((importer): [string, JobHandler] => [
        `import:${importer}`,
        async (run) => {
          const options = run.input as Readonly<Record<string, JsonValue>>;
          const result = await runImporter(ports.functions, run.ctx, importer, run.file(), options, watchOf(run));
          return result as unknown as JsonValue;
        },
      ]),
    ),
  };
}

/** Does the person still have the right to start it? Raises ACCESS_DENIED. */
export function assertMayWork(
  { access, registry }: RequestContext,
  { kind, input }: Pick<NewJob, "kind" | "input">,
): void {
  if (kind === IMPORT_ROWS_JOB) access.assertCan((input as { readonly doctype: string }).doctype, "import");
  const [, importer = ""] = /^import:(.+)$/.exec(kind) ?? [];
  assertMayCall({ access, registry }, importer);
}

/** Told after each part that was written: a server that shuts down begins no other, and somebody may go on with the rest. */
const watchOf = ({ progress, signal, checkpoint }: JobRun) => ({
  checkpoint,
  signal,
  onProgress(done: number, total: number) {
    if (signal.aborted) fail("JOB_INTERRUPTED");
    progress(done, total);
  },
});
