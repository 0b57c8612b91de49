import type { CheckedExpression, CompiledSeries } from "./expression/index.ts";
import type { Finding } from "./finding.ts";
import { lintsOf } from "./lints/all-lints.ts";
import type { Lint, LintContext, LintPhase } from "./lints/lint.ts";
import type { FilePlace, MetadataFile, PartialFile } from "./metadata/metadata-file.ts";
import { type MetadataModel, metadataModel } from "./metadata/metadata-model.ts";
import { type Missing, type WatchedModel, watchModel } from "./metadata/watch-model.ts";
import { fromPointer } from "./pointer.ts";
import { allReferences, referencesIn } from "./references/all-references.ts";
import { createScopes, type Scopes } from "./scopes/scopes.ts";
import { allSlots } from "./slots/all-slots.ts";
import { checkSlots } from "./slots/check-slots.ts";
import type { ExpressionSlot } from "./slots/expression-slot.ts";
import { SUBJECTS } from "./subjects.ts";

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
 * known to be there, but for their well-formed `parts`. In phases: names → structure → expressions → what they mean together. Each phase looks at every
 * file; what an earlier one refused silences what is said of its own place and checks that ask for what is broken or
 * missing: one mistake is one finding, and all mistakes are told at once.
 */
export function analyzeMetadata(
  files: Files,
  broken: readonly FilePlace[] = [],
  parts: readonly PartialFile[] = [],
): MetadataAnalysis {
  const model = metadataModel(files);
  const missing = missingFrom(model, broken);
  const names = runLints("names", files, watchModel(model, NOTHING), missing.isBroken);
  const named = withoutSpoilt(files, names.spoilt);
  const watched = watchModel(model, alsoWrong(missing, names.spoilt));
  const structure = runLints("structure", named, watched, missing.isBroken);
  const refused = [...names.findings];
  refused.push(...unlessRefused(structure.findings, refused));
  const sound = withoutSpoilt(named, structure.spoilt);
  const last = watchModel(model, alsoWrong(missing, [...names.spoilt, ...structure.spoilt]));
  const scopes = createScopes(last.model);
  const slots = allSlots(sound, { model: last.model, scopes });
  const { expressions, series, findings: wrong } = checkSlots(slots, last.certain);
  refused.push(...unlessRefused(wrong, refused));
  const meaning = runLints("meaning", sound, last, missing.isBroken, expressions);
  const spoilt = [...names.spoilt, ...structure.spoilt];
  const findings = [
    ...refused,
    ...unlessRefused(meaning.findings, refused),
    ...parts.flatMap((part) => partialFindings(part, { files, broken, spoilt })),
  ];
  return { model, scopes, slots, expressions, series, findings };
}

const NO_EXPRESSIONS: LintContext["expressions"] = new Map();
const isOfPlaces = ({ ofEachPlace }: Lint) => ofEachPlace === true;

interface Beside {
  readonly files: Files;
  readonly broken: readonly FilePlace[];
  readonly spoilt: Files;
}

/** What is wrong in the well-formed part of a file: what it names, and its expressions; not what may follow from the rest. */
function partialFindings(part: PartialFile, { files, broken, spoilt }: Beside): Findings {
  const model = metadataModel([...files, part]);
  const missing = missingFrom(
    model,
    broken.filter(({ key }) => key !== part.key),
  );
  const watched = watchModel(model, alsoWrong(missing, spoilt));
  const places = (phase: LintPhase, asked: WatchedModel) =>
    runLints(phase, [part], asked, missing.isBroken, NO_EXPRESSIONS, isOfPlaces);
  const { findings: names } = places("names", watchModel(model, NOTHING));
  const { findings: fields } = places("structure", watched);
  const slots = allSlots([part], { model: watched.model, scopes: createScopes(watched.model) });
  const wrong = checkSlots(slots, watched.certain).findings;
  return [...names, ...fields, ...unlessRefused(wrong, [...names, ...fields])]
    .filter(({ pointer }) => !doesMention(part, pointer))
    .map((one) => ({ ...one, pointer: part.originalPointer(one.pointer) }));
}

/** Does a place name what was declared in the parts left out? */
function doesMention({ json, names }: PartialFile, pointer: string): boolean {
  const path = fromPointer(pointer);
  const value = path.reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>> | undefined)?.[key], json);
  return `${path.at(-1)} ${typeof value === "string" ? value : ""}`.split(/\W+/).some((word) => names.has(word));
}

/** What a file names that there is not, when nothing else is to be said of it. */
export function checkNames(file: MetadataFile, model: MetadataModel): Findings {
  return runLints("names", [file], watchModel(model, NOTHING), () => false).findings;
}

interface PhaseResult {
  readonly findings: Findings;
  /** Files whose mistake leaves nothing in them to rely on. */
  readonly spoilt: Files;
}

/** Findings of a phase's lints; the same one met on two ways counts once. */
function runLints(
  phase: LintPhase,
  files: Files,
  { model, certain }: WatchedModel,
  isBroken: LintContext["isBroken"],
  expressions: LintContext["expressions"] = NO_EXPRESSIONS,
  isMeant: (lint: Lint) => boolean = () => true,
): PhaseResult {
  const spoilt = new Set<MetadataFile>();
  // What a file names is collected before, so that asking for it is not put down to the first check that needs it.
  for (const file of files) referencesIn(file, model);
  const findings = files.flatMap((file) =>
    lintsOf(file)
      .filter((lint) => lint.phase === phase && isMeant(lint))
      .flatMap((lint) => {
        const context = { model, expressions, isBroken };
        const found = certain(() => lint.check({ file, artefact: file.json as object }, context));
        if (lint.spoilsFile && found.some(({ severity }) => severity === "error")) spoilt.add(file);
        return found;
      }),
  );
  const once = new Map(findings.map((one) => [`${one.file}#${one.pointer} ${one.message.en}`, one]));
  return { findings: [...once.values()], spoilt: [...spoilt] };
}

const withoutSpoilt = (files: Files, spoilt: Files): Files => files.filter((file) => !spoilt.includes(file));

/** Without what is said of a place, around it or in it when an earlier phase refused it. */
function unlessRefused(findings: Findings, earlier: Findings): Findings {
  const refused = new Map<string, string[]>();
  for (const { severity, file, pointer } of earlier)
    if (severity === "error") refused.set(file, [...(refused.get(file) ?? []), pointer.replace(SUBJECTS, "")]);
  const isWithin = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}/`);
  return findings.filter(
    ({ file, pointer }) =>
      !refused.get(file)?.some((place) => isWithin(pointer, place) || (pointer !== "" && isWithin(place, pointer))),
  );
}

const NOTHING: Missing = { artefact: () => false, some: () => false, uses: () => false };
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
  const hasUnknownTable = allReferences(model).some(
    (one) => one.to === "doctype" && one.pointer.endsWith("/of") && !model.get("doctype", one.id),
  );
  return {
    isBroken,
    uses: () => brokenKinds.has("doctype") || hasUnknownTable,
    artefact: (kind: FilePlace["kind"], id: string) => isBroken(kind, id) || unknown.has(nameOf(kind, id)),
    some: (kind: FilePlace["kind"]) => brokenKinds.has(kind),
  };
}

/** The same with files that nothing may be read from. */
function alsoWrong(missing: Missing, spoilt: Files): Missing {
  if (spoilt.length === 0) return missing;
  const names = new Set(spoilt.map(({ kind, id }) => nameOf(kind, id)));
  const kinds = new Set(spoilt.map(({ kind }) => kind));
  return {
    artefact: (kind, id) => missing.artefact(kind, id) || names.has(nameOf(kind, id)),
    some: (kind) => missing.some(kind) || kinds.has(kind),
    uses: () => missing.uses() || kinds.has("doctype"),
  };
}
