import type { MetadataFile } from "../metadata/metadata-file.ts";
import type { MetadataModel } from "../metadata/metadata-model.ts";
import { type Lint, problem } from "./lint.ts";

/** A doctype has one form, one workflow and one view opened first. */
export const onePerDoctype: Lint = {
  id: "one-per-doctype",
  phase: "structure",
  check: ({ model }) => {
    const views = model.all("view").filter(({ artefact }) => artefact.is_default);
    return [
      ...repeated(model.all("form"), ["doctype"]),
      ...repeated(model.all("workflow"), ["doctype"]),
      ...repeated(views, ["is_default"]),
    ];
  },
};

type Filed = ReturnType<MetadataModel["all"]>[number] & { readonly artefact: { readonly doctype: string } };

function repeated(artefacts: readonly Filed[], path: readonly string[]) {
  const first = new Map<string, MetadataFile>();
  return artefacts.flatMap(({ artefact: { doctype }, file }) => {
    const other = first.get(doctype);
    if (other) return [problem(file, path, "METADATA_SECOND_FOR_DOCTYPE", { doctype, other: other.path })];
    first.set(doctype, file);
    return [];
  });
}
