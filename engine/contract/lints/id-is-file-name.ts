import { KINDS } from "../kinds/all-kinds.ts";
import { fileName } from "../metadata/metadata-file.ts";
import { type Lint, problem } from "./lint.ts";

/** An artefact is found by its file's name, so it says the same inside. */
export const idIsFileName: Lint = {
  id: "id-is-file-name",
  phase: "names",
  check: ({ file, artefact }) => {
    const { nameIn } = KINDS[file.kind];
    if (nameIn === null) return [];
    const [id, name] = [(artefact as Readonly<Record<string, unknown>>)[nameIn], fileName(file)];
    if (id === name) return [];
    return [problem(file, [nameIn], "METADATA_ID_IS_FILE_NAME", { id, name }, { suggestion: name })];
  },
};
