import { KINDS } from "../kinds/all-kinds.ts";
import type { Kind } from "../kinds/kind.ts";
import { type Lint, problem } from "./lint.ts";

/** A doctype has one form, one workflow and one view opened first. */
export const onePerDoctype: Lint = {
  id: "one-per-doctype",
  phase: "structure",
  check: ({ file, artefact }, { model }) => {
    const kind: Kind = KINDS[file.kind];
    const property = kind.onlyBy?.(artefact);
    const doctype = kind.ofDoctype?.(artefact);
    if (property == null || doctype == null) return [];
    const first = model
      .all(file.kind)
      .find((other) => kind.onlyBy?.(other.artefact) && kind.ofDoctype?.(other.artefact) === doctype);
    if (!first || first.file === file) return [];
    return [problem(file, [property], "METADATA_SECOND_FOR_DOCTYPE", { doctype, other: first.file.path })];
  },
};
