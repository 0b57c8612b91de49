import type { Plan, Refusal } from "../../database/index.ts";
import { errorDefinition, interpolateText, type LocalizedText, localize } from "../../kernel/index.ts";
import type { LayerChange, LayersDifference } from "../../registry/index.ts";
import type { Terminal } from "../command-line/terminal.ts";
import type { PublishOptions } from "../composition/publish-metadata.ts";

const MARKS = { added: "+", removed: "-", replaced: "~", changed: "~", renamed: "~" } as const;
const LAYERS: Readonly<Record<LayerChange["kind"], LocalizedText>> = {
  added: { fr: "nouvelle couche", en: "new layer" },
  removed: { fr: "couche retirée", en: "layer removed" },
  replaced: { fr: "couche remplacée", en: "layer replaced" },
};

/** What changes in the metadata, what disappears like what comes, then what that does to the tables. */
export function showPlan(terminal: Terminal, { layers, changes }: LayersDifference, plan: Plan): void {
  if (layers.length + changes.length + plan.steps.length + plan.warnings.length === 0)
    terminal.print(terminal.text({ fr: "  rien à changer", en: "  nothing to change" }));
  for (const { kind, module, owner } of layers)
    terminal.print(`  ${MARKS[kind]} ${terminal.text(LAYERS[kind])} : ${module} (${owner})`);
  for (const { kind, file, pointer, text } of changes)
    terminal.print(`  ${MARKS[kind]} ${file}${pointer}  ${localize(text, terminal.language)}`);
  showSteps(terminal, plan);
}

/** Does the work; where the plan it told of comes to nothing, that plan is shown as `plan` shows it. */
export async function tellingPlan<T>(
  terminal: Terminal,
  work: (onPlan: NonNullable<PublishOptions["onPlan"]>) => Promise<T>,
): Promise<T> {
  let told: (() => void) | undefined;
  try {
    return await work((plan, difference) => {
      told = () => showPlan(terminal, difference, plan);
    });
  } catch (error) {
    told?.();
    throw error;
  }
}

function showSteps(terminal: Terminal, { steps, refusals, warnings }: Plan): void {
  for (const { kind, table, subject, forward, destroys, rows } of steps) {
    const loss =
      destroys === null ? "" : terminal.text({ fr: `  ⚠ détruit : ${destroys}`, en: `  ⚠ destroys: ${destroys}` });
    const touched = rows > 0 ? terminal.text({ fr: ` (${rows} lignes)`, en: ` (${rows} rows)` }) : "";
    terminal.print(`  ${kind} ${table}${subject ? `.${subject}` : ""}${touched}${loss}`);
    terminal.print(`      ${forward.replace(/\s+/g, " ")}`);
  }
  for (const refusal of refusals) terminal.print(`  ✗ ${describeRefusal(terminal, refusal)}`);
  for (const warning of warnings) terminal.print(`  ! ${describeRefusal(terminal, warning)}`);
}

/** What stands against it: where, how many rows, and some of them by their title with the value that does not fit. */
function describeRefusal(terminal: Terminal, { code, table, column, count, rows }: Refusal): string {
  const examples = rows.map(({ id, title, value }) => `${title ?? id ?? "–"} (${value ?? "–"})`);
  const found = terminal.text({ fr: `${count} lignes, dont`, en: `${count} rows, such as` });
  const text = localize(
    interpolateText(errorDefinition(code), { table, column, field: column, count }),
    terminal.language,
  );
  return `${table}.${column}: ${text} ${found} ${examples.join(", ")} [${code}]`;
}
