import { ERROR_CATALOGUE, type ErrorCode } from "../../../../kernel/index.ts";
import { type Lint, problem } from "../../../lints/lint.ts";
import { suggest } from "../../../suggest.ts";
import type { Scenario } from "../../../types/index.ts";

/** Properties of a step that name a document (`$name`) of an earlier one. */
const DOCUMENTS = new Set([
  "update",
  "submit",
  "cancel",
  "amend",
  "duplicate",
  "delete",
  "convert",
  "transition",
  "expect",
  "entries",
]);

/** A step speaks of documents that steps before it made, and expects a refusal that exists. */
export const scenarioSteps: Lint<Scenario> = {
  id: "scenario-steps",
  phase: "names",
  check: ({ file, artefact }) => {
    const documents: string[] = [];
    return artefact.steps.flatMap((step, index) => {
      const findings = Object.entries(step).flatMap(([property, value]: [string, unknown]) => {
        const meaning = meaningOf(property, documents);
        if (!meaning || typeof value !== "string" || meaning.names.includes(value)) return [];
        const suggestion = suggest(value, meaning.names);
        return [problem(file, ["steps", index, property], meaning.code, { id: value }, { suggestion })];
      });
      if ("as" in step && step.as !== undefined) documents.push(`$${step.as}`);
      return findings;
    });
  },
};

interface Meaning {
  readonly code: ErrorCode;
  readonly names: readonly string[];
}

function meaningOf(property: string, documents: readonly string[]): Meaning | undefined {
  if (property === "fails") return { code: "METADATA_ERROR_CODE_UNKNOWN", names: Object.keys(ERROR_CATALOGUE) };
  return DOCUMENTS.has(property) ? { code: "METADATA_STEP_DOCUMENT_UNKNOWN", names: documents } : undefined;
}
