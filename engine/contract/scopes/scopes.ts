import { createScope as createBareScope, type ExprType, type Scope, type ScopeSource } from "../expression/index.ts";
import type { MetadataModel } from "../metadata/metadata-model.ts";
import type { Report } from "../types/index.ts";
import { parameterType } from "./parameter-type.ts";
import {
  ledgerRecord,
  ORGANIZATION_DOCTYPE,
  type RecordTypes,
  recordFields,
  SETTINGS_RECORD,
  USER_RECORD,
} from "./record-fields.ts";

/** A table field of a document, by the doctype of its rows. */
export interface RowPlace {
  readonly doctype: string;
  readonly child: string;
}

/** Builds the scope of every place an expression can stand in. */
export interface Scopes {
  fields(record: string): RecordTypes | undefined;
  /** Over a document. */
  document(doctype: string): Scope;
  /** Over a row: its columns shadow the header's fields; the header is also `doc`. */
  row(place: RowPlace): Scope;
  /** Over a row being computed: `line`, with the rows above it as `before`. */
  laterRow(place: RowPlace): Scope;
  /** Over a document with one of its rows as `line`. */
  line(doctype: string, child: string): Scope;
  /** Over a linked document, with the linking one as `doc` (and its row as `line`). */
  linked(to: string, from: string, row?: string): Scope;
  /** Over a row being derived, with its source rows as `group`. */
  group(target: RowPlace, source: string): Scope;
  /** Over one entry of a ledger. */
  ledger(ledger: string): Scope;
  /** Over one source row of a report. */
  reportSource(report: Report): Scope;
  /** Over one result row of a report: its dimensions and measures. */
  reportResult(report: Report, dimensions: Readonly<Record<string, ExprType>>): Scope;
  /** Before a report runs: no row yet. */
  reportParams(report: Report): Scope;
}

const record = (doctype: string): ExprType => ({ kind: "record", doctype });
const listOf = (doctype: string): ExprType => ({ kind: "list", of: record(doctype) });

const roots = new WeakMap<Scope, string>();

/** The record whose fields are root names in the scope. */
export function rootRecord(scope: Scope): string | undefined {
  return roots.get(scope);
}

function createScope(source: ScopeSource): Scope {
  const scope = createBareScope(source);
  if (source.document !== undefined) roots.set(scope, source.document);
  return scope;
}

export function createScopes(model: MetadataModel): Scopes {
  const fields = recordFields(model);
  const organization = model.get("doctype", ORGANIZATION_DOCTYPE);
  const shared: Readonly<Record<string, ExprType>> = {
    user: record(USER_RECORD),
    settings: record(SETTINGS_RECORD),
    ...(organization ? { organization: record(ORGANIZATION_DOCTYPE) } : {}),
  };
  const remembered = new Map<string, Scope>();
  const once = (key: string, build: () => Scope): Scope => {
    const scope = remembered.get(key) ?? build();
    remembered.set(key, scope);
    return scope;
  };
  const reportRoots = (report: Report) => {
    const params = new Map(Object.entries(report.params ?? {}).map(([id, param]) => [id, parameterType(param)]));
    const name = `params:${report.id}`;
    return {
      roots: { ...shared, params: record(name) },
      fields: (wanted: string) => (wanted === name ? params : fields(wanted)),
    };
  };
  return {
    fields,
    document: (doctype) => once(doctype, () => createScope({ document: doctype, roots: shared, fields })),
    row: ({ doctype, child }) =>
      once(`${doctype}/${child}`, () => createScope({ document: doctype, row: child, roots: shared, fields })),
    laterRow: ({ doctype, child }) =>
      once(`${doctype}/${child}…`, () =>
        createScope({
          document: doctype,
          row: child,
          roots: { ...shared, before: listOf(child), line: record(child) },
          fields,
        }),
      ),
    line: (doctype, child) =>
      once(`${doctype}+${child}`, () =>
        createScope({ document: doctype, roots: { ...shared, line: record(child) }, fields }),
      ),
    linked: (to, from, row) =>
      once(`${from}.${row}>${to}`, () => {
        const roots = { ...shared, doc: record(from), ...(row === undefined ? {} : { line: record(row) }) };
        return createScope({ document: to, roots, fields });
      }),
    group: ({ doctype, child }, source) =>
      once(`${doctype}/${child}<${source}`, () =>
        createScope({ document: doctype, row: child, roots: { ...shared, group: listOf(source) }, fields }),
      ),
    ledger: (ledger) =>
      once(ledgerRecord(ledger), () => createScope({ document: ledgerRecord(ledger), roots: shared, fields })),
    reportSource: (report) => {
      const base = reportRoots(report);
      if ("ledger" in report.source) return createScope({ ...base, document: ledgerRecord(report.source.ledger) });
      const { doctype, table } = report.source;
      const field = table === undefined ? undefined : model.get("doctype", doctype)?.fields[table];
      if (field?.type !== "table") return createScope({ ...base, document: doctype });
      return createScope({ ...base, document: doctype, row: field.of });
    },
    reportResult: (report, dimensions) => {
      const base = reportRoots(report);
      const measures = Object.keys(report.measures).map((id): [string, ExprType] => [id, { kind: "number" }]);
      return createScope({ ...base, roots: { ...base.roots, ...dimensions, ...Object.fromEntries(measures) } });
    },
    reportParams: (report) => createScope(reportRoots(report)),
  };
}
