import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FunctionDeclaration, MetadataFile, Report } from "../../contract/index.ts";
import { libraryMetadata } from "../../documents/tests/library-metadata.ts";
import { type Registry, resolveRegistry } from "../../registry/index.ts";

type Declared = Partial<FunctionDeclaration> & { readonly source: string };

const text = (name: string) => ({ fr: name, en: name });
const NUMBERS = {
  type: "object",
  required: ["numbers"],
  properties: { numbers: { type: "array", items: { type: "number" } } },
};
const TOTAL = { type: "object", required: ["total"], properties: { total: { type: "number" } } };
const ANYTHING = { type: "object" };

const FUNCTIONS: Readonly<Record<string, Declared>> = {
  add_up: {
    source:
      "export const addUp = ({ numbers }: { numbers: number[] }) => ({ total: numbers.reduce((a, b) => a + b, 0) });",
    input: NUMBERS,
    output: TOTAL,
  },
  wrong_answer: { source: "export const wrongAnswer = () => ({ total: 'many' });", output: TOTAL },
  never_ends: { source: "export function neverEnds() { for (;;); }" },
  short_of_time: { source: "export function shortOfTime() { for (;;); }", time_limit_ms: 200 },
  breaks: { source: "export const breaks = () => { throw new RangeError('no such leaf'); };" },
  /** Shows what it was handed. */
  look: {
    source: "export const look = ({ known }: { known: unknown }) => ({ known });",
    input: { type: "object", properties: { member: { type: "string" }, from: { type: "string" } } },
    reads: {
      members: { doctype: "member", fields: ["name"], sort: ["name"] },
      loans: { doctype: "loan", fields: ["member"], tables: { lines: ["book"] }, match: { member: "$member" } },
    },
  },
  look_at_figures: {
    source: "export const lookAtFigures = ({ known }: { known: unknown }) => ({ known });",
    input: { type: "object", properties: { member: { type: "string" } } },
    reads: {
      lent: { report: "lent", params: { member: "$member" } },
      first: { report: "lent", limit: 1 },
      fees: { balance: { ledger: "fees", by: ["member"], measures: ["debit"], where: 'account == "due"' } },
    },
  },
  /** Proposes what it is told to. */
  propose: {
    source: "export const propose = ({ effects }: { effects: unknown }) => ({ thought: true, effects });",
    output: { type: "object", required: ["thought"], properties: { thought: {} }, additionalProperties: false },
    effects: ["create:member", "update:member", "delete:member", "create:loan", "submit:loan", "create:branch"],
  },
};

const LENT: Report = {
  id: "lent",
  label: text("lent"),
  kind: "summary",
  source: { doctype: "loan" },
  params: { member: { label: text("member"), type: "link", to: "member" } },
  where: "params.member == null || member == params.member",
  dimensions: { name: { label: text("name"), value: "member.name" } },
  measures: { loans: { label: text("loans"), aggregate: "count", type: "integer" } },
  order: ["name"],
};

/** Whoever may run a report of a ledger may see its balances. */
const DUE: Report = {
  ...LENT,
  id: "due",
  source: { ledger: "fees" },
  params: {},
  where: 'account == "due"',
  measures: { due: { label: text("due"), aggregate: "sum", value: "debit", type: "money" } },
};

const file = (folder: string, kind: "function" | "report", id: string, json: unknown): MetadataFile => {
  const key = `library/${folder}/${id}`;
  return { key, kind, module: "library", id, path: key, json };
};

export interface LibraryFunctions {
  /** The library's metadata with these functions and a report. */
  readonly registry: Registry;
  /** Holds their algorithms. */
  readonly folder: string;
  remove(): void;
}

export function writeLibraryFunctions(): LibraryFunctions {
  const folder = mkdtempSync(join(tmpdir(), "perfex-functions-"));
  writeFileSync(join(folder, "package.json"), `{"type":"module"}`);
  const declared = Object.entries(FUNCTIONS).map(([id, { source, ...parts }]) => {
    const at = join(folder, "library", "functions", id);
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, `${id}.ts`), source);
    return file("functions", "function", id, { id, label: text(id), input: ANYTHING, output: ANYTHING, ...parts });
  });
  const reports = [LENT, DUE].map((report) => file("reports", "report", report.id, report));
  const files = [...libraryMetadata().files, ...declared, ...reports];
  return {
    registry: resolveRegistry({ files, findings: [] }),
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
