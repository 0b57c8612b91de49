import { type Plan, previewPlan } from "../../database/index.ts";
import { findOrganization, listOrganizations } from "../../identity/index.ts";
import type { CommandRun } from "../command-line/command.ts";
import { parseOptions } from "../command-line/parse-options.ts";
import type { Terminal } from "../command-line/terminal.ts";
import { layersWith } from "../composition/layers.ts";
import { withPerfex } from "./with-perfex.ts";

/** What `apply` would do, and nothing more. */
export const plan: CommandRun = async (args, terminal) => {
  const { options, words } = parseOptions(args, { data: "string", organization: "string" });
  return withPerfex(options.data, async (perfex) => {
    const isOne = options.organization !== undefined || words[0] !== undefined;
    const wanted = isOne
      ? [await findOrganization(perfex.db, options.organization)]
      : await listOrganizations(perfex.db);
    for (const organization of wanted) {
      const registry = perfex.registries.preview(await layersWith(perfex, organization, words[0]));
      terminal.print(`${organization.slug}`);
      showPlan(terminal, await previewPlan(perfex.db, organization, registry));
    }
    return 0;
  });
};

export function showPlan(terminal: Terminal, { steps, refusals }: Plan): void {
  if (steps.length === 0) terminal.print(terminal.text({ fr: "  rien à changer", en: "  nothing to change" }));
  for (const { kind, table, subject, forward, destroys, rows } of steps) {
    const loss =
      destroys === null ? "" : terminal.text({ fr: `  ⚠ détruit : ${destroys}`, en: `  ⚠ destroys: ${destroys}` });
    const touched = rows > 0 ? terminal.text({ fr: ` (${rows} lignes)`, en: ` (${rows} rows)` }) : "";
    terminal.print(`  ${kind} ${table}${subject ? `.${subject}` : ""}${touched}${loss}`);
    terminal.print(`      ${forward.replace(/\s+/g, " ")}`);
  }
  for (const { code, table, column } of refusals) terminal.print(`  ✗ ${table}.${column} [${code}]`);
}
