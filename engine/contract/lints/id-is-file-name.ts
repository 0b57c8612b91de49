import { type Lint, problem } from "./lint.ts";

/** An artefact is found by its file's name, so its `id` says the same (a translation's `language` does). */
export const idIsFileName: Lint = {
  id: "id-is-file-name",
  phase: "names",
  check: ({ model }) =>
    model.files.flatMap((file) => {
      const { id, language } = file.json as { readonly id?: string; readonly language?: string };
      const [property, value] = file.kind === "translations" ? ["language", language] : ["id", id];
      return value === file.id
        ? []
        : [
            problem(
              file,
              [property],
              "METADATA_ID_IS_FILE_NAME",
              { id: value, name: file.id },
              { suggestion: file.id },
            ),
          ];
    }),
};
