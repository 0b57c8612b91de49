import type { Checkpoint, Documents, ImportResult, NewFile, RequestContext } from "../../documents/index.ts";

export interface RowImportOptions {
  /** Column header → field; guessed from ids and labels when absent. */
  readonly mapping?: Readonly<Record<string, string>>;
  readonly dry_run?: boolean;
  readonly mode?: "create" | "upsert";
  readonly key?: string;
  readonly blanks?: "keep" | "clear";
}

export interface ImportWatch {
  onProgress(done: number, total: number): void;
  readonly checkpoint?: Checkpoint;
}

/** CSV or XLSX → documents of one doctype. Rows that are refused are told; the others are kept. Raises IMPORT_*. */
export async function importRows(
  documents: Documents,
  ctx: RequestContext,
  doctype: string,
  file: NewFile,
  options: RowImportOptions,
  { onProgress, checkpoint }: ImportWatch,
): Promise<ImportResult> {
  const table = await documents.exchange.parse(file);
  return documents.exchange.importRows(ctx, doctype, {
    rows: table.rows,
    format: table.format,
    mapping: options.mapping ?? documents.exchange.guessMapping(ctx, doctype, table.columns),
    dryRun: options.dry_run === true,
    ...(options.mode && { mode: options.mode }),
    ...(options.key !== undefined && { key: options.key }),
    ...(options.blanks && { blanks: options.blanks }),
    ...(checkpoint && { checkpoint }),
    onProgress: ({ done, total }) => onProgress(done, total),
  });
}
