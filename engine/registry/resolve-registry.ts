import {
  analyzeMetadata,
  computingFunctions,
  type FileKey,
  type Finding,
  type MetadataAnalysis,
  type MetadataFile,
  type MetadataFiles,
  type MetadataLayer,
} from "../contract/index.ts";
import { soundPart, templatePathFindings, validateFile } from "../contract/validation/index.ts";
import { type ErrorDetail, fail } from "../kernel/index.ts";
import { applyLayers } from "./apply-layers.ts";
import { createRegistry } from "./create-registry.ts";
import { hashFiles } from "./hash-files.ts";
import { locateFindings } from "./locate-findings.ts";
import type { Registry } from "./types.ts";

/**
 * Validates, resolves, compiles and freezes metadata with an organization's layers on top.
 * `paths`: where the files of layers are, as far as they are on disk.
 * Raises METADATA_INVALID with every error in `details`.
 */
export function resolveRegistry(
  metadata: MetadataFiles,
  layers: readonly MetadataLayer[] = [],
  paths?: ReadonlyMap<FileKey, string>,
): Registry {
  const layered = applyLayers(metadata.files, layers, paths);
  const { analysis, findings } = checkFiles(layered.files, {
    ...metadata,
    findings: [...metadata.findings, ...layered.findings],
  });
  if (!analysis) return failInvalid(findings);
  return createRegistry(analysis, hashFiles(layered.files));
}

/** Everything wrong with the files; `analysis` only when nothing is an error. */
export interface CheckedFiles {
  readonly findings: readonly Finding[];
  readonly analysis: MetadataAnalysis | null;
  /** Functions that postings and tables call. */
  readonly computing: ReadonlySet<string>;
}

/** What was wrong before the files were looked at. */
type Before = Omit<MetadataFiles, "files">;

/**
 * A file without its right shape is left out of what is looked through for its meaning, so that lints may rely on it; what is
 * well formed of it is looked through for what it names.
 */
export function checkFiles(files: readonly MetadataFile[], before: Before = { findings: [] }): CheckedFiles {
  const shapes = files.map((file) => ({ file, findings: validateFile(file) }));
  const isBroken = (shape: (typeof shapes)[number]) => shape.findings.some(isError);
  const broken = [...(before.unread ?? []), ...shapes.filter(isBroken).map(({ file }) => file)];
  const parts = shapes.filter(isBroken).flatMap(({ file, findings }) => soundPart(file, findings) ?? []);
  const sound = shapes.filter((shape) => !isBroken(shape)).map(({ file }) => file);
  const analysis = analyzeMetadata(sound, broken, parts);
  const findings = [
    ...before.findings,
    ...shapes.flatMap((shape) => shape.findings),
    ...analysis.findings,
    ...templatePathFindings(analysis.model, broken),
  ];
  const computing = computingFunctions(analysis.model);
  return { findings, analysis: findings.some(isError) ? null : analysis, computing };
}

const isError = (finding: Finding) => finding.severity === "error";

/** Raises METADATA_INVALID with every error in `details`. */
export function failInvalid(findings: readonly Finding[]): never {
  const errors = locateFindings(findings.filter(isError));
  const details = errors.map(({ code, file, pointer, position, message, suggestion }): ErrorDetail => {
    const params = { file, ...position, ...(suggestion !== undefined && { suggestion }) };
    return { code, pointer, message, params };
  });
  return fail("METADATA_INVALID", { count: errors.length, ...firstOf(errors) }, { details });
}

function firstOf([first]: readonly Finding[]): Readonly<Record<string, string>> {
  if (!first) return {};
  const place = placeOfFinding(first);
  return { first_fr: `${place} : ${first.message.fr}`, first_en: `${place}: ${first.message.en}` };
}

/** `file:line:column /pointer`, as editors and people find it. */
export function placeOfFinding({ file, position, pointer }: Pick<Finding, "file" | "position" | "pointer">): string {
  const at = position ? `:${position.line}:${position.column}` : "";
  return at === "" || pointer === "" ? `${file}${at}${pointer}` : `${file}${at} ${pointer}`;
}
