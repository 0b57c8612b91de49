import { LEDGER_PREFIX } from "../../contract/index.ts";
import { fail, mustExist } from "../../kernel/index.ts";
import { ENGINE_TABLES } from "../organization/engine-tables.ts";
import { documentTables } from "./document-table.ts";
import { ledgerTables } from "./ledger-tables.ts";
import { assertName } from "./object-names.ts";
import type { SchemaSource } from "./schema-source.ts";
import type { Catalog, Table } from "./types.ts";

/** The tables the metadata wants in an organization's schema. Raises SCHEMA_NAME_INVALID, SCHEMA_NAME_TAKEN. */
export function desiredSchema(source: SchemaSource, schema: string): Catalog {
  const tableOf = (doctype: string) => mustExist(source.doctypes.get(doctype), `doctype ${doctype}`).table;
  const documents = [...source.doctypes.values()].filter((doctype) => doctype.kind !== "child");
  for (const doctype of documents) {
    // Sums kept beside a ledger are dropped and made anew without asking.
    if (doctype.table.startsWith(LEDGER_PREFIX)) fail("SCHEMA_NAME_TAKEN", { name: doctype.table });
  }
  const ledgers = [...source.ledgers.values()];
  // Nothing on the table of all postings follows from metadata any more; what did is taken away.
  const posting: Table = { name: "posting", columns: [], objects: [], isEngineTable: true };
  const workflows = new Map([...(source.workflows?.values() ?? [])].map((workflow) => [workflow.doctype, workflow]));
  const tables = [
    ...documents.flatMap((doctype) => documentTables(doctype, tableOf, workflows.get(doctype.id))),
    ...ledgers.flatMap((ledger) => ledgerTables(schema, ledger, tableOf)),
  ];
  tables.forEach(assertTable);
  return { schema, tables: byName([...tables, posting]) };
}

function assertTable(table: Table): void {
  assertName(table.name);
  if (ENGINE_TABLES.has(table.name)) fail("SCHEMA_NAME_TAKEN", { name: table.name });
  const seen = new Set<string>();
  for (const { name } of table.columns) {
    assertName(name);
    if (seen.has(name)) fail("SCHEMA_NAME_TAKEN", { name: `${table.name}.${name}` });
    seen.add(name);
  }
}

function byName(tables: readonly Table[]): ReadonlyMap<string, Table> {
  const map = new Map<string, Table>();
  for (const table of [...tables].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (map.has(table.name)) fail("SCHEMA_NAME_TAKEN", { name: table.name });
    map.set(table.name, table);
  }
  return map;
}
