import type { CheckedExpression, CompiledSeries } from "./expression/index.ts";
import type { Finding } from "./finding.ts";
import { lintsOf } from "./lints/all-lints.ts";
import type { LintContext, LintPhase } from "./lints/lint.ts";
import type { FilePlace, MetadataFile } from "./metadata/metadata-file.ts";
import { type MetadataModel, metadataModel } from "./metadata/metadata-model.ts";
import { type Missing, type WatchedModel, watchModel } from "./metadata/watch-model.ts";
import { allReferences, referencesIn } from "./references/all-references.ts";
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

type Files = readonly MetadataFile[];
type Findings = readonly Finding[];

/**
 * Runs the lints and checks every expression. `files` have passed their schemas; `broken` ones did not, and are only
 * known to be there. In phases: names → structure → expressions → what they mean together. A file with an error is not
 * looked at in later phases, and a check that needs what is broken, missing or wrong says nothing: one mistake is one
 * finding, and all mistakes are told at once.
 */
export function analyzeMetadata(files: Files, broken: readonly FilePlace[] = []): MetadataAnalysis {
  const model = metadataModel(files);
  const missing = missingFrom(model, broken);
  const names = runLints("names", files, watchModel(model, NOTHING), missing.isBroken);
  const named = withoutErrors(files, names);
  const structure = runLints("structure", named, watchModel(model, alsoWrong(missing, files, named)), missing.isBroken);
  const structured = withoutErrors(named, structure);
  const watched = watchModel(model, missing);
  const scopes = createScopes(watched.model);
  const slots = allSlots(structured, { model: watched.model, scopes });
  const checked = checkSlots(slots, watched.certain);
  const { expressions, series } = checked;
  const sound = withoutErrors(structured, checked.findings);
  const last = watchModel(model, alsoWrong(missing, files, sound));
  const meaning = runLints("meaning", sound, last, missing.isBroken, expressions);
  const findings = [...names, ...structure, ...checked.findings, ...meaning];
  return { model, scopes, slots, expressions, series, findings };
}

/** What a file names that there is not, when nothing else is to be said of it. */
export function checkNames(file: MetadataFile, model: MetadataModel): Findings {
  return runLints("names", [file], watchModel(model, NOTHING), () => false);
}

/** Findings of a phase's lints; the same one met on two ways counts once. */
function runLints(
  phase: LintPhase,
  files: Files,
  { model, certain }: WatchedModel,
  isBroken: LintContext["isBroken"],
  expressions: LintContext["expressions"] = new Map(),
): Findings {
  // What a file names is collected before, so that asking for it is not put down to the first check that needs it.
  for (const file of files) referencesIn(file, model);
  const findings = files.flatMap((file) =>
    lintsOf(file)
      .filter((lint) => lint.phase === phase)
      .flatMap((lint) =>
        certain(() => lint.check({ file, artefact: file.json as object }, { model, expressions, isBroken })),
      ),
  );
  return [...new Map(findings.map((one) => [`${one.file}#${one.pointer} ${one.message.en}`, one])).values()];
}

function withoutErrors(files: Files, findings: Findings): Files {
  const wrong = new Set(findings.flatMap(({ severity, file }) => (severity === "error" ? [file] : [])));
  return wrong.size === 0 ? files : files.filter(({ path }) => !wrong.has(path));
}

const NOTHING: Missing = { artefact: () => false, some: () => false };
const nameOf = (kind: FilePlace["kind"], id: string) => `${kind} ${id}`;

/** What has no file, or one without its right shape. */
function missingFrom(model: MetadataModel, broken: readonly FilePlace[]) {
  const brokenNames = new Set(broken.map(({ kind, id }) => nameOf(kind, id)));
  const brokenKinds = new Set(broken.map(({ kind }) => kind));
  const isBroken: LintContext["isBroken"] = (kind, id) => brokenNames.has(nameOf(kind, id));
  const unknown = new Set(
    allReferences(model).flatMap((one) =>
      one.to === "field" || model.get(one.to, one.id) ? [] : [nameOf(one.to, one.id)],
    ),
  );
  return {
    isBroken,
    artefact: (kind: FilePlace["kind"], id: string) => isBroken(kind, id) || unknown.has(nameOf(kind, id)),
    some: (kind: FilePlace["kind"]) => brokenKinds.has(kind),
  };
}

/** The same with what has a finding already. */
function alsoWrong(missing: Missing, files: Files, sound: Files): Missing {
  if (files.length === sound.length) return missing;
  const kept = new Set(sound);
  const wrong = files.filter((file) => !kept.has(file));
  const [names, kinds] = [
    new Set(wrong.map(({ kind, id }) => nameOf(kind, id))),
    new Set(wrong.map(({ kind }) => kind)),
  ];
  return {
    artefact: (kind, id) => missing.artefact(kind, id) || names.has(nameOf(kind, id)),
    some: (kind) => missing.some(kind) || kinds.has(kind),
  };
}
