import { entriesOf, type Lint, problem } from "../../../lints/lint.ts";
import type { MetadataFile } from "../../../metadata/metadata-file.ts";
import { suggest } from "../../../suggest.ts";
import type { Field, Ledger, Named } from "../../../types/index.ts";

/** Invariants, roll-up and opposites name dimensions and measures of their ledger. */
export const ledgerNames: Lint<Ledger> = {
  id: "ledger-names",
  phase: "structure",
  spoilsFile: true,
  check: ({ artefact, file }) => [
    ...entriesOf(artefact.invariants).flatMap(([id, invariant]) => {
      const path = ["invariants", id];
      if ("equal" in invariant) return measures(file, artefact, [...path, "equal"], invariant.equal);
      return [
        ...unknown(file, artefact.measures, "METADATA_MEASURE_UNKNOWN", [...path, "measure"], invariant.measure),
        ...dimensions(file, artefact, [...path, "per"], invariant.per),
      ];
    }),
    ...dimensions(file, artefact, ["rollup", "by"], artefact.rollup?.by ?? []),
    ...measures(file, artefact, ["opposites"], artefact.opposites ?? []),
  ],
};

type Code = "METADATA_MEASURE_UNKNOWN" | "METADATA_DIMENSION_UNKNOWN";
type Path = readonly (string | number)[];

function unknown(file: MetadataFile, known: Named<Field>, code: Code, path: Path, id: string) {
  if (Object.hasOwn(known, id)) return [];
  return [problem(file, path, code, { id }, { suggestion: suggest(id, Object.keys(known)) })];
}

function measures(file: MetadataFile, ledger: Ledger, path: Path, ids: readonly string[]) {
  return ids.flatMap((id, index) => unknown(file, ledger.measures, "METADATA_MEASURE_UNKNOWN", [...path, index], id));
}

function dimensions(file: MetadataFile, ledger: Ledger, path: Path, ids: readonly string[]) {
  return ids.flatMap((id, index) =>
    unknown(file, ledger.dimensions, "METADATA_DIMENSION_UNKNOWN", [...path, index], id),
  );
}
