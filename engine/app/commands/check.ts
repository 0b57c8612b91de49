import { programFindings } from "../../functions/index.ts";
import { localize } from "../../kernel/index.ts";
import { checkFolder, placeOfFinding } from "../../registry/index.ts";
import type { CommandRun } from "../command-line/command.ts";
import { parseOptions } from "../command-line/parse-options.ts";
import { METADATA_FOLDER } from "../installation/project.ts";
import { layersInForce } from "./layers-in-force.ts";

/**
 * Schemas and lints over the product, with what an organization has in force and a folder on top, exactly as `apply` puts them
 * together. Exit code 1 when there is an error.
 */
export const check: CommandRun = async (args, terminal) => {
  const { options, words } = parseOptions(args, { data: "string", organization: "string" });
  const layers = await layersInForce(options);
  const { files, programs, computing, ms, ...checked } = checkFolder(METADATA_FOLDER, { layers, folder: words[0] });
  const findings = [...checked.findings, ...(await programFindings(programs, computing))];
  for (const finding of findings) {
    const mark = finding.severity === "error" ? "✗" : "!";
    const text = localize(finding.message, terminal.language);
    terminal.print(`${mark} ${placeOfFinding(finding)}  ${text} [${finding.code}]`);
  }
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  terminal.say({
    fr: `${files} fichiers en ${Math.round(ms)} ms : ${errors} erreur(s), ${warnings} avertissement(s)`,
    en: `${files} files in ${Math.round(ms)} ms: ${errors} error(s), ${warnings} warning(s)`,
  });
  return errors > 0 ? 1 : 0;
};
