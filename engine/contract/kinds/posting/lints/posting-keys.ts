import { type Lint, problem } from "../../../lints/lint.ts";
import { suggest } from "../../../suggest.ts";
import type { Posting } from "../../../types/index.ts";

/** An entry sets dimensions and measures of its ledger: all the required ones, and at least one measure. */
export const postingKeys: Lint<Posting> = {
  id: "posting-keys",
  phase: "structure",
  check: ({ artefact, file }, { model }) => {
    const ledger = model.get("ledger", artefact.ledger);
    if (!ledger) return [];
    const known = { ...ledger.dimensions, ...ledger.measures };
    const required = Object.keys(ledger.dimensions).filter((id) => ledger.dimensions[id]?.required);
    return Object.entries(artefact.entries).flatMap(([id, { set, fill }]) => {
      const path = ["entries", id, "set"];
      const keys = Object.keys(set);
      const unknown = keys.filter((key) => !Object.hasOwn(known, key));
      const filled = Object.keys(fill?.columns ?? {});
      const missing = required.filter((dimension) => ![...keys, ...filled].includes(dimension));
      const hasMeasure = [...keys, ...filled].some((key) => Object.hasOwn(ledger.measures, key)) || unknown.length > 0;
      return [
        ...unknown.map((key) =>
          problem(
            file,
            [...path, key],
            "METADATA_POSTING_KEY",
            { key, ledger: ledger.id },
            {
              suggestion: suggest(key, Object.keys(known)),
            },
          ),
        ),
        ...(unknown.length > 0 ? [] : missing).map((dimension) =>
          problem(file, path, "METADATA_POSTING_DIMENSION", { dimension, ledger: ledger.id }),
        ),
        ...(hasMeasure ? [] : [problem(file, path, "METADATA_POSTING_MEASURE", { ledger: ledger.id })]),
      ];
    });
  },
};
