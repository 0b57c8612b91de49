import { type Lint, problem } from "./lint.ts";

/** Two artefacts of one kind never share an id, also in different modules. */
export const duplicateId: Lint = {
  id: "duplicate-id",
  phase: "names",
  check: ({ model }) =>
    model.files.flatMap((file) => {
      const first = file.kind === "translations" ? file : model.fileOf(file.kind, file.id);
      return first === file || first === undefined
        ? []
        : [problem(file, ["id"], "METADATA_ID_DUPLICATE", { id: file.id, other: first.path })];
    }),
};
