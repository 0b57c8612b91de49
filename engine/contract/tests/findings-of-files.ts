import { analyzeMetadata } from "../analyze-metadata.ts";
import type { Finding } from "../finding.ts";
import type { MetadataFile } from "../metadata/metadata-file.ts";
import { soundPart } from "../validation/sound-part.ts";
import { validateFile } from "../validation/validate-artefact.ts";

/** Everything wrong with files: their shape, and the meaning of those that have it. */
export function findingsOfFiles(files: readonly MetadataFile[]): readonly Finding[] {
  const broken = files.filter((file) => validateFile(file).length > 0);
  const sound = files.filter((file) => !broken.includes(file));
  const parts = broken.flatMap((file) => soundPart(file, validateFile(file)) ?? []);
  return [...broken.flatMap(validateFile), ...analyzeMetadata(sound, broken, parts).findings];
}
