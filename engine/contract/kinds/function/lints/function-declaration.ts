import { entriesOf, type Lint, problem } from "../../../lints/lint.ts";
import type { Filed, MetadataModel } from "../../../metadata/metadata-model.ts";
import { suggest } from "../../../suggest.ts";
import type {
  FunctionBalance,
  FunctionDeclaration,
  FunctionDocuments,
  FunctionRead,
  FunctionReport,
  Named,
} from "../../../types/index.ts";
import { parseEffect } from "../parse-effect.ts";

type FiledFunction = Filed<FunctionDeclaration>;
type Path = readonly (string | number)[];

/** What a function reads, is given and proposes names what there is. */
export const functionDeclaration: Lint<FunctionDeclaration> = {
  id: "function-declaration",
  phase: "structure",
  check: (filed, { model }) => [
    ...entriesOf(filed.artefact.reads).flatMap(([id, read]) => readFindings(filed, ["reads", id], read, model)),
    ...effectFindings(filed, model),
    ...takenNames(filed),
  ],
};

function readFindings(filed: FiledFunction, path: Path, read: FunctionRead, model: MetadataModel) {
  if ("report" in read) return reportFindings(filed, path, read, model);
  if ("balance" in read) return balanceFindings(filed, path, read, model);
  return documentsFindings(filed, path, read, model);
}

function reportFindings(filed: FiledFunction, path: Path, { report, params }: FunctionReport, model: MetadataModel) {
  const known = Object.keys(model.get("report", report)?.params ?? {});
  const unknown = Object.keys(params ?? {}).filter((id) => !known.includes(id));
  return [
    ...unknown.map((name) =>
      problem(
        filed.file,
        [...path, "params", name],
        "METADATA_REPORT_NAME",
        { name },
        { suggestion: suggest(name, known) },
      ),
    ),
    ...givenFindings(filed, [...path, "params"], params),
  ];
}

function balanceFindings({ file }: FiledFunction, path: Path, { balance }: FunctionBalance, model: MetadataModel) {
  const ledger = model.get("ledger", balance.ledger);
  const unknown = (
    member: "by" | "measures",
    code: "METADATA_DIMENSION_UNKNOWN" | "METADATA_MEASURE_UNKNOWN",
    known: readonly string[],
  ) =>
    (balance[member] ?? []).flatMap((id, index) => {
      const place = [...path, "balance", member, index];
      return known.includes(id) ? [] : [problem(file, place, code, { id }, { suggestion: suggest(id, known) })];
    });
  return [
    ...unknown("by", "METADATA_DIMENSION_UNKNOWN", Object.keys(ledger?.dimensions ?? {})),
    ...unknown("measures", "METADATA_MEASURE_UNKNOWN", Object.keys(ledger?.measures ?? {})),
  ];
}

function documentsFindings(filed: FiledFunction, path: Path, read: FunctionDocuments, model: MetadataModel) {
  const fields = model.get("doctype", read.doctype)?.fields ?? {};
  const notTables = Object.keys(read.tables ?? {}).filter((id) => fields[id] && fields[id].type !== "table");
  return [
    ...notTables.map((field) => problem(filed.file, [...path, "tables", field], "METADATA_FORM_TABLE", { field })),
    ...givenFindings(filed, [...path, "match"], read.match),
  ];
}

/** `$name` stands for a property of the declared input. */
function givenFindings(
  { file, artefact }: FiledFunction,
  path: Path,
  given: Named<string | number | boolean> | undefined,
) {
  const known = propertiesOf(artefact.input);
  return entriesOf(given).flatMap(([member, value]) => {
    if (typeof value !== "string" || !value.startsWith("$") || known.includes(value.slice(1))) return [];
    const suggestion = suggest(value.slice(1), known);
    return [
      problem(
        file,
        [...path, member],
        "METADATA_FUNCTION_INPUT",
        { name: value.slice(1) },
        { suggestion: suggestion && `$${suggestion}` },
      ),
    ];
  });
}

function effectFindings({ file, artefact }: FiledFunction, model: MetadataModel) {
  return (artefact.effects ?? []).flatMap((effect, index) => {
    const { verb, doctype: id } = parseEffect(effect);
    const doctype = model.get("doctype", id);
    if (!doctype || doctype.kind === "child") return [];
    const isPossible = ["submit", "cancel"].includes(verb)
      ? doctype.lifecycle === "submittable"
      : doctype.kind !== "single";
    return isPossible ? [] : [problem(file, ["effects", index], "METADATA_FUNCTION_EFFECT", { verb, doctype: id })];
  });
}

/** Beside the input stands what was read, beside the output what is proposed. */
function takenNames({ file, artefact }: FiledFunction) {
  const taken = (side: "input" | "output", name: string) =>
    propertiesOf(artefact[side]).includes(name)
      ? [problem(file, [side, "properties", name], "METADATA_FUNCTION_NAME_TAKEN", { name })]
      : [];
  return [...taken("input", "known"), ...taken("output", "effects")];
}

const propertiesOf = ({ properties }: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys((properties ?? {}) as object);
