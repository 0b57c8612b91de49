import { Decimal } from "../../../../kernel/index.ts";
import { type Lint, problem } from "../../../lints/lint.ts";
import type { Doctype } from "../../../types/index.ts";

/** The least value is not above the greatest. */
export const minAboveMax: Lint<Doctype> = {
  id: "min-above-max",
  phase: "structure",
  check: ({ artefact, file }) =>
    Object.entries(artefact.fields).flatMap(([id, field]) => {
      const { min, max } = field as { readonly min?: string | number; readonly max?: string | number };
      if (min === undefined || max === undefined || new Decimal(min).lte(max)) return [];
      return [problem(file, ["fields", id, "min"], "METADATA_MIN_ABOVE_MAX", { field: id, min, max })];
    }),
};
