import type { Filed } from "../../metadata/metadata-model.ts";
import { type ArtefactReference, type Reference, toArtefact } from "../../references/reference.ts";
import type { Scenario } from "../../types/index.ts";

/** Property of a step → the kind of artefact it names. */
const NAMES: Readonly<Record<string, ArtefactReference["to"]>> = {
  create: "doctype",
  find: "doctype",
  ledger: "ledger",
  report: "report",
  conversion: "conversion",
  by: "role",
  call: "function",
};

export function scenarioReferences({ file, artefact }: Filed<Scenario>): Reference[] {
  return artefact.steps.flatMap((step, index) =>
    Object.entries(step).flatMap(([property, value]: [string, unknown]) => {
      const to = Object.hasOwn(NAMES, property) ? NAMES[property] : undefined;
      if (to === undefined || typeof value !== "string") return [];
      // A function may be called with its module: `stock.reorder`.
      const id = to === "function" ? value.slice(value.indexOf(".") + 1) : value;
      return toArtefact(file, ["steps", index, property], to, id);
    }),
  );
}
