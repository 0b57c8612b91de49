import type { Plan } from "../../database/index.ts";
import { type LocalizedText, localize } from "../../kernel/index.ts";
import type { LayerChange, LayersDifference } from "../../registry/index.ts";
import type { Terminal } from "../command-line/terminal.ts";

const MARKS = { added: "+", removed: "-", replaced: "~", changed: "~" } as const;
const LAYERS: Readonly<Record<LayerChange["kind"], LocalizedText>> = {
  added: { fr: "nouvelle couche", en: "new layer" },
  removed: { fr: "couche retirée", en: "layer removed" },
  replaced: { fr: "couche remplacée", en: "layer replaced" },
};

/** What changes in the metadata, what disappears like what comes, then what that does to the tables. */
export function showPlan(terminal: Terminal, { layers, changes }: LayersDifference, plan: Plan): void {
  if (layers.length + changes.length + plan.steps.length === 0)
    terminal.print(terminal.text({ fr: "  rien à changer", en: "  nothing to change" }));
  for (const { kind, module, owner } of layers)
    terminal.print(`  ${MARKS[kind]} ${terminal.text(LAYERS[kind])} : ${module} (${owner})`);
  for (const { kind, file, pointer, text } of changes)
    terminal.print(`  ${MARKS[kind]} ${file}${pointer}  ${localize(text, terminal.language)}`);
  showSteps(terminal, plan);
}

function showSteps(terminal: Terminal, { steps, refusals }: Plan): void {
  for (const { kind, table, subject, forward, destroys, rows } of steps) {
    const loss =
      destroys === null ? "" : terminal.text({ fr: `  ⚠ détruit : ${destroys}`, en: `  ⚠ destroys: ${destroys}` });
    const touched = rows > 0 ? terminal.text({ fr: ` (${rows} lignes)`, en: ` (${rows} rows)` }) : "";
    terminal.print(`  ${kind} ${table}${subject ? `.${subject}` : ""}${touched}${loss}`);
    terminal.print(`      ${forward.replace(/\s+/g, " ")}`);
  }
  for (const { code, table, column } of refusals) terminal.print(`  ✗ ${table}.${column} [${code}]`);
}
