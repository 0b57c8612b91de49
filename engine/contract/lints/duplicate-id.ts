import { type Lint, problem } from "./lint.ts";

/** Two artefacts of one kind never share an id, also in different modules. */
export const duplicateId: Lint = {
  id: "duplicate-id",
  phase: "names",
  check: ({ file }, { model }) => {
    const first = model.fileOf(file.kind, file.id);
    if (first === file || first === undefined) return [];
    return [problem(file, ["id"], "METADATA_ID_DUPLICATE", { id: file.id, other: first.path })];
  },
};
