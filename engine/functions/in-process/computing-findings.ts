import { type Finding, finding, type MetadataFile } from "../../contract/index.ts";
import { exportNameOf } from "../algorithm/locate.ts";
import { loadCounted } from "./load-counted.ts";

/**
 * Programs that posting or filling a table calls, and that could not be computed in the process: they wait, use what is not
 * counted, or do not export a function. Each is prepared as the first call would, and not called.
 */
export function computingFindings(files: readonly MetadataFile[]): readonly Finding[] {
  return files.flatMap(({ id, path, program = "" }) => {
    try {
      loadCounted(program, exportNameOf(id));
      return [];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return [finding("METADATA_PROGRAM_NOT_COMPUTING", "/id", { id, reason }, { file: path })];
    }
  });
}
