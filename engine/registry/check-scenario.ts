import { type Finding, finding, type Scenario, suggest, toPointer } from "../contract/index.ts";
import { validateArtefact } from "../contract/validation/index.ts";
import { ERROR_CATALOGUE, type ErrorCode } from "../kernel/index.ts";

type NamedKind = "doctype" | "ledger" | "report" | "conversion" | "role" | "function";

/** Ids a scenario may name, by kind. */
export type KnownIds = (kind: NamedKind) => readonly string[];

interface Meaning {
  readonly code: ErrorCode;
  /** What may be named, given the documents of the steps before (`$name`). */
  names(known: KnownIds, documents: readonly string[]): readonly string[];
}

const idOf = (kind: NamedKind, code: ErrorCode): Meaning => ({ code, names: (known) => known(kind) });
const DOCUMENT: Meaning = { code: "METADATA_STEP_DOCUMENT_UNKNOWN", names: (_, documents) => documents };

/** Property of a step → what it names. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  create: idOf("doctype", "METADATA_DOCTYPE_UNKNOWN"),
  find: idOf("doctype", "METADATA_DOCTYPE_UNKNOWN"),
  ledger: idOf("ledger", "METADATA_LEDGER_UNKNOWN"),
  report: idOf("report", "METADATA_REPORT_UNKNOWN"),
  conversion: idOf("conversion", "METADATA_CONVERSION_UNKNOWN"),
  by: idOf("role", "METADATA_ROLE_UNKNOWN"),
  call: idOf("function", "METADATA_FUNCTION_UNKNOWN"),
  fails: { code: "METADATA_ERROR_CODE_UNKNOWN", names: () => Object.keys(ERROR_CATALOGUE) },
  update: DOCUMENT,
  submit: DOCUMENT,
  cancel: DOCUMENT,
  amend: DOCUMENT,
  duplicate: DOCUMENT,
  delete: DOCUMENT,
  convert: DOCUMENT,
  transition: DOCUMENT,
  expect: DOCUMENT,
  entries: DOCUMENT,
};

/** Mistakes in a scenario: its shape, then what its steps name: artefacts, error codes, documents of earlier steps. */
export function checkScenario(json: unknown, file: string, known: KnownIds): readonly Finding[] {
  const shape = validateArtefact("scenario", json, file);
  if (shape.length > 0) return shape;
  const documents: string[] = [];
  return (json as Scenario).steps.flatMap((step, index) => {
    const findings = Object.entries(step).flatMap(([property, value]: [string, unknown]) => {
      const meaning = MEANINGS[property];
      if (!meaning || typeof value !== "string") return [];
      // A function may be called with its module: `stock.reorder`.
      const id = property === "call" ? value.slice(value.indexOf(".") + 1) : value;
      const names = meaning.names(known, documents);
      if (names.includes(id)) return [];
      const options = { file, suggestion: suggest(id, names) };
      return [finding(meaning.code, toPointer(["steps", index, property]), { id }, options)];
    });
    if ("as" in step && step.as !== undefined) documents.push(`$${step.as}`);
    return findings;
  });
}
