import { type Lint, problem } from "../../../lints/lint.ts";
import type { Doctype } from "../../../types/index.ts";

/** Properties that only make sense for documents. */
const NOT_FOR: Readonly<Record<Doctype["kind"], readonly (keyof Doctype)[]>> = {
  document: [],
  child: ["lifecycle", "number", "search", "tree", "title"],
  single: ["lifecycle", "number", "search", "tree", "unique", "indexes"],
};

/** Lines and settings have no life cycle, number, search or tree. */
export const kindProperties: Lint<Doctype> = {
  id: "kind-properties",
  phase: "structure",
  check: ({ artefact, file }) =>
    NOT_FOR[artefact.kind]
      .filter((property) => artefact[property] !== undefined && artefact[property] !== "simple")
      .map((property) => problem(file, [property], "METADATA_KIND_PROPERTY", { property, kind: artefact.kind })),
};
