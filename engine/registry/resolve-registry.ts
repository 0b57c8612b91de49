import {
  analyzeMetadata,
  type Finding,
  type MetadataAnalysis,
  type MetadataFile,
  type MetadataFiles,
  type MetadataLayer,
} from "../contract/index.ts";
import { validateFile } from "../contract/validation/index.ts";
import { type ErrorDetail, fail } from "../kernel/index.ts";
import { applyLayers } from "./apply-layers.ts";
import { createRegistry } from "./create-registry.ts";
import { hashFiles } from "./hash-files.ts";
import type { Registry } from "./types.ts";

/**
 * Validates, resolves, compiles and freezes metadata with an organization's layers on top.
 * Raises METADATA_INVALID with every error in `details`.
 */
export function resolveRegistry(metadata: MetadataFiles, layers: readonly MetadataLayer[] = []): Registry {
  const layered = applyLayers(metadata.files, layers);
  const { analysis, findings } = checkFiles(layered.files, [...metadata.findings, ...layered.findings]);
  if (!analysis) return failInvalid(findings);
  return createRegistry(analysis, hashFiles(layered.files));
}

/** Everything wrong with the files; `analysis` only when nothing is an error. */
export interface CheckedFiles {
  readonly findings: readonly Finding[];
  readonly analysis: MetadataAnalysis | null;
}

/** Schemas first, then meaning: lints may rely on every file having its right shape. */
export function checkFiles(files: readonly MetadataFile[], before: readonly Finding[] = []): CheckedFiles {
  const findings = [...before, ...files.flatMap(validateFile)];
  if (findings.some(isError)) return { findings, analysis: null };
  const analysis = analyzeMetadata(files);
  const all = [...findings, ...analysis.findings];
  return { findings: all, analysis: all.some(isError) ? null : analysis };
}

const isError = (finding: Finding) => finding.severity === "error";

function failInvalid(findings: readonly Finding[]): never {
  const errors = findings.filter(isError);
  const details = errors.map(({ code, file, pointer, message, suggestion }): ErrorDetail => {
    return { code, pointer, message, params: { file, ...(suggestion === undefined ? {} : { suggestion }) } };
  });
  return fail("METADATA_INVALID", { count: errors.length, ...firstOf(errors) }, { details });
}

function firstOf([first]: readonly Finding[]): Readonly<Record<string, string>> {
  if (!first) return {};
  const place = `${first.file}${first.pointer}`;
  return { first_fr: `${place} : ${first.message.fr}`, first_en: `${place}: ${first.message.en}` };
}
