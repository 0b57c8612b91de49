import { mustExist } from "../../kernel/index.ts";
import { finding } from "../finding.ts";
import { KINDS } from "../kinds/all-kinds.ts";
import type { Kind } from "../kinds/kind.ts";
import { referencesIn } from "../references/all-references.ts";
import { suggest } from "../suggest.ts";
import type { Lint } from "./lint.ts";

/** A link, a table, a permission, a menu … leads to an artefact that exists. */
export const unknownArtefact: Lint = {
  id: "unknown-artefact",
  phase: "names",
  ofEachPlace: true,
  check: ({ file }, { model, isBroken }) =>
    referencesIn(file, model).flatMap((reference) => {
      if (reference.to === "field" || model.get(reference.to, reference.id)) return [];
      if (isBroken(reference.to, reference.id)) return [];
      const kind: Kind = KINDS[reference.to];
      const code = mustExist(kind.unknown, `the error for an unknown ${reference.to}`);
      const { ending = "" } = reference;
      const meant = suggest(reference.id, model.ids(reference.to));
      const suggestion = meant && `${meant}${ending}`;
      const options = { file: file.path, suggestion };
      return [finding(code, reference.pointer, { id: `${reference.id}${ending}` }, options)];
    }),
};
