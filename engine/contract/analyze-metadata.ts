import type { CheckedExpression, CompiledSeries } from "./expression/index.ts";
import type { Finding } from "./finding.ts";
import { ALL_LINTS } from "./lints/all-lints.ts";
import type { LintContext, LintPhase } from "./lints/lint.ts";
import type { MetadataFile } from "./metadata/metadata-file.ts";
import { type MetadataModel, metadataModel } from "./metadata/metadata-model.ts";
import { createScopes, type Scopes } from "./scopes/scopes.ts";
import { allSlots } from "./slots/all-slots.ts";
import { checkSlots } from "./slots/check-slots.ts";
import type { ExpressionSlot } from "./slots/expression-slot.ts";

/** Metadata whose meaning was looked through: what is wrong with it, and its checked expressions. */
export interface MetadataAnalysis {
  readonly model: MetadataModel;
  readonly scopes: Scopes;
  /** Where expressions stand. */
  readonly slots: readonly ExpressionSlot[];
  /** By slot key. */
  readonly expressions: ReadonlyMap<string, CheckedExpression>;
  readonly series: ReadonlyMap<string, CompiledSeries>;
  readonly findings: readonly Finding[];
}

const hasError = (findings: readonly Finding[]) => findings.some(({ severity }) => severity === "error");

/**
 * Runs the lints and checks every expression. The files must have passed their schemas.
 * In steps, each only when the one before found no error: names → structure → expressions → what they mean together.
 */
export function analyzeMetadata(files: readonly MetadataFile[]): MetadataAnalysis {
  const model = metadataModel(files);
  const scopes = createScopes(model);
  const empty: LintContext = { model, scopes, expressions: new Map() };
  const names = runLints("names", empty);
  const structure = hasError(names) ? names : [...names, ...runLints("structure", empty)];
  if (hasError(structure)) return { ...empty, slots: [], series: new Map(), findings: structure };
  const slots = allSlots({ model, scopes });
  const { expressions, series, findings } = checkSlots(slots);
  const context: LintContext = { model, scopes, expressions };
  const meaning = findings.length > 0 ? [] : runLints("meaning", context);
  return { ...context, slots, series, findings: [...structure, ...findings, ...meaning] };
}

/** Findings of a phase's lints; the same one met on two ways counts once. */
function runLints(phase: LintPhase, context: LintContext): Finding[] {
  const findings = ALL_LINTS.filter((lint) => lint.phase === phase).flatMap((lint) => lint.check(context));
  return [...new Map(findings.map((one) => [`${one.file}#${one.pointer} ${one.message.en}`, one])).values()];
}
