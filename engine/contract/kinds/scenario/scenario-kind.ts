import type { Scenario } from "../../types/index.ts";
import type { Kind } from "../kind.ts";
import { scenarioSteps } from "./lints/scenario-steps.ts";
import schema from "./scenario.schema.json" with { type: "json" };
import { scenarioReferences } from "./scenario-references.ts";

/** A story that the metadata must pass, step by step. */
export const scenarioKind: Kind<{
  id: "scenario";
  plural: "scenarios";
  artefact: Scenario;
  resolved: never;
  shown: never;
}> = {
  id: "scenario",
  plural: "scenarios",
  place: "scenarios/<id>.json",
  schema,
  nameIn: null,
  perModule: true,
  references: scenarioReferences,
  lints: [scenarioSteps],
};
