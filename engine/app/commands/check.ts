import { localize } from "../../kernel/index.ts";
import { checkFolder } from "../../registry/index.ts";
import type { CommandRun } from "../command-line/command.ts";
import { parseOptions } from "../command-line/parse-options.ts";
import { METADATA_FOLDER } from "../installation/project.ts";

/** Schemas and lints over a folder, or over the product with that folder added to it. Exit code 1 when there is an error. */
export const check: CommandRun = async (args, terminal) => {
  const { words } = parseOptions(args, {});
  const { findings, files, ms } = checkFolder(...foldersOf(words[0]));
  for (const { severity, file, pointer, message, code } of findings) {
    const mark = severity === "error" ? "✗" : "!";
    terminal.print(`${mark} ${file}${pointer}  ${localize(message, terminal.language)} [${code}]`);
  }
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  terminal.say({
    fr: `${files} fichiers en ${Math.round(ms)} ms : ${errors} erreur(s), ${warnings} avertissement(s)`,
    en: `${files} files in ${Math.round(ms)} ms: ${errors} error(s), ${warnings} warning(s)`,
  });
  return errors > 0 ? 1 : 0;
};

/** A folder of one's own is checked on top of the product, whose doctypes it may name. */
function foldersOf(folder: string | undefined): readonly string[] {
  return folder === undefined ? [METADATA_FOLDER] : [METADATA_FOLDER, folder];
}
