import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { ImportResult, NewFile } from "../../documents/index.ts";
import { findImporter, importersOf } from "../../functions/index.ts";
import { findOrganization } from "../../identity/index.ts";
import { fail, localize } from "../../kernel/index.ts";
import type { CommandRun } from "../command-line/command.ts";
import { parseOptions } from "../command-line/parse-options.ts";
import type { Terminal } from "../command-line/terminal.ts";
import { importRows } from "../importing/import-rows.ts";
import { runImporter } from "../importing/run-importer.ts";
import { withPerfex } from "./with-perfex.ts";

const USAGE = "perfex import csv DOCTYPE FILE | perfex import fec FILE";

/** `import csv DOCTYPE FILE` for any doctype, `import <importer> FILE` for files the metadata know how to read. */
export const importFile: CommandRun = async (args, terminal) => {
  const { options, words } = parseOptions(args, {
    data: "string",
    organization: "string",
    "dry-run": "boolean",
    key: "string",
    "clear-blanks": "boolean",
    map: "string",
  });
  const [kind, ...rest] = words;
  if (kind === undefined) return fail("APP_ARGUMENT_MISSING", { argument: "csv|fec", usage: USAGE });
  const isRows = kind === "csv" || kind === "xlsx";
  const [doctype, path] = isRows ? [rest[0], rest[1]] : [undefined, rest[0]];
  if (path === undefined) return fail("APP_ARGUMENT_MISSING", { argument: "FILE", usage: USAGE });
  const file = await readNewFile(path);
  return withPerfex(options.data, async (perfex) => {
    const organization = await findOrganization(perfex.db, options.organization);
    const ctx = await perfex.contexts.ofSystem(organization, `import of ${file.fileName}`);
    const onProgress = (done: number, total: number) =>
      terminal.progress({ fr: `${done}/${total} documents`, en: `${done}/${total} documents` });
    const dry_run = options["dry-run"] === true;
    if (doctype !== undefined) {
      const { key, map } = options;
      const rowOptions = {
        dry_run,
        ...(key !== undefined && { key, mode: "upsert" as const }),
        ...(options["clear-blanks"] === true && { blanks: "clear" as const }),
        ...(map !== undefined && { mapping: parseMapping(map) }),
      };
      const result = await importRows(perfex.documents, ctx, doctype, file, rowOptions, { onProgress });
      showRows(terminal, result);
      return result.refused > 0 ? 1 : 0;
    }
    const importer = findImporter(importersOf(ctx.registry.functions.values()), kind);
    const result = await runImporter(perfex.functions, ctx, importer, file, { dry_run }, { onProgress });
    for (const { code, message } of result.findings)
      terminal.print(`${localize(message, terminal.language)} [${code}]`);
    showCounts(terminal, { ...result.summary, ...result.created, refused_documents: result.refused });
    return result.refused > 0 ? 1 : 0;
  });
};

function showRows(terminal: Terminal, { errors, ignored_columns, ...counts }: ImportResult): void {
  for (const { column, message } of ignored_columns) {
    const fr = `Colonne « ${column} » laissée de côté : ${message.fr}`;
    terminal.print(terminal.text({ fr, en: `Column “${column}” left out: ${message.en}` }));
  }
  for (const { row, column, code, message } of errors) {
    terminal.print(`${row}${column === null ? "" : ` ${column}`}: ${terminal.text(message)} [${code}]`);
  }
  showCounts(terminal, counts);
}

function showCounts(terminal: Terminal, counts: Readonly<Record<string, unknown>>): void {
  terminal.progress(null);
  for (const [name, value] of Object.entries(counts)) terminal.print(`${name.padEnd(20)} ${String(value)}`);
}

/** `Nom=name,Ville=city` → column header → field. */
function parseMapping(text: string): Record<string, string> {
  const pairs = text.split(",").map((pair) => pair.split("="));
  return Object.fromEntries(pairs.map(([column, field]) => [column!.trim(), (field ?? "").trim()]));
}

async function readNewFile(path: string): Promise<NewFile> {
  try {
    return { fileName: basename(path), bytes: await readFile(path) };
  } catch (error) {
    return fail("APP_FILE_UNREADABLE", { path, reason: error instanceof Error ? error.message : String(error) });
  }
}
