import type { ExprType } from "../expression/index.ts";
import { DYNAMIC_LINK_RECORD, expressionType } from "../fields/expression-type.ts";
import { systemFields } from "../fields/system-fields.ts";
import { ENTRY_COLUMNS, type LedgerColumn, POSTING_COLUMNS } from "../kinds/ledger/ledger-tables.ts";
import type { MetadataModel } from "../metadata/metadata-model.ts";
import type { Doctype, Ledger } from "../types/index.ts";

export type RecordTypes = ReadonlyMap<string, ExprType>;

const TEXT: ExprType = { kind: "text" };
/** Synthetic records; the colon keeps them apart from doctype ids. */
export const USER_RECORD = "user:";
export const SETTINGS_RECORD = "settings:";
export const ledgerRecord = (ledger: string) => `ledger:${ledger}`;

/** The single doctype that holds what an organization says of itself; expressions read it as `organization`. */
export const ORGANIZATION_DOCTYPE = "organization";

/** Answers which fields a record type has, for doctypes and the synthetic records `user`, `settings`, dynamic links and ledgers. */
export function recordFields(model: MetadataModel): (record: string) => RecordTypes | undefined {
  const known = new Map<string, RecordTypes>([
    [
      USER_RECORD,
      new Map<string, ExprType>([
        ["id", TEXT],
        ["email", TEXT],
        ["roles", { kind: "list", of: TEXT }],
      ]),
    ],
    [
      DYNAMIC_LINK_RECORD,
      new Map<string, ExprType>([
        ["type", TEXT],
        ["id", TEXT],
      ]),
    ],
  ]);
  for (const { artefact } of model.all("ledger")) known.set(ledgerRecord(artefact.id), ledgerTypes(artefact));
  return (record) => {
    const found = known.get(record);
    if (found) return found;
    if (record === SETTINGS_RECORD) return settingsTypes(model);
    const doctype = model.get("doctype", record);
    if (!doctype) return undefined;
    const types = doctypeTypes(doctype);
    known.set(record, types);
    return types;
  };
}

function doctypeTypes(doctype: Doctype): RecordTypes {
  const types = new Map<string, ExprType>(Object.entries(systemFields(doctype)));
  for (const [id, field] of Object.entries(doctype.fields)) {
    const type = expressionType(field);
    if (type) types.set(id, type);
  }
  return types;
}

function settingsTypes(model: MetadataModel): RecordTypes {
  const singles = model.all("doctype").filter(({ artefact }) => artefact.kind === "single");
  return new Map(singles.map(({ artefact: { id } }) => [id, { kind: "record", doctype: id }]));
}

function ledgerTypes(ledger: Ledger): RecordTypes {
  const columns: readonly LedgerColumn[] = [...ENTRY_COLUMNS, ...POSTING_COLUMNS];
  const types = new Map<string, ExprType>(columns.flatMap(({ id, read }) => (read ? [[id, read] as const] : [])));
  for (const [id, field] of [...Object.entries(ledger.dimensions), ...Object.entries(ledger.measures)]) {
    const type = expressionType(field);
    if (type) types.set(id, type);
  }
  return types;
}
