import { formerOptions } from "../../../fields/former-options.ts";
import { type Lint, problem } from "../../../lints/lint.ts";
import type { Doctype, Field } from "../../../types/index.ts";

type Path = readonly string[];

/** A name by which something was called before, and where that is said. */
interface Former {
  readonly id: string;
  readonly former: string;
  readonly path: Path;
}

/**
 * A doctype's former id is no longer in use. Fields and options may take each other's names; but what was called so before
 * became one thing, and another one.
 */
export const renamedFrom: Lint<Doctype> = {
  id: "renamed-from",
  phase: "structure",
  check: ({ artefact, file }, { model }) => {
    const { renamed_from: former } = artefact;
    const isThere = former !== undefined && model.get("doctype", former) !== undefined;
    const own = isThere ? [problem(file, ["renamed_from"], "METADATA_RENAMED_FROM", { former })] : [];
    const fields = Object.entries(artefact.fields).flatMap(([id, field]): Former[] =>
      field.renamed_from === undefined
        ? []
        : [{ id, former: field.renamed_from, path: ["fields", id, "renamed_from"] }],
    );
    const options = Object.entries(artefact.fields).map(([id, field]) => optionsOf(field, ["fields", id, "options"]));
    const repeated = [fields, ...options].flatMap(claimedAlready);
    return [...own, ...repeated.map(({ path, former }) => problem(file, path, "METADATA_RENAMED_TWICE", { former }))];
  },
};

function optionsOf(field: Field, path: Path): Former[] {
  if (field.type !== "choice" && field.type !== "multi_choice") return [];
  return Object.entries(field.options).flatMap(([id, option]) =>
    formerOptions(option).map((former, index) => ({
      id,
      former,
      path: [...path, id, "renamed_from", String(index)],
    })),
  );
}

const claimedAlready = (names: readonly Former[]): Former[] =>
  names.filter(
    ({ id, former }, index) => id === former || names.slice(0, index).some((earlier) => earlier.former === former),
  );
