import { fieldIndex } from "../../calculation/index.ts";
import type { Sql } from "../../database/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { Headers } from "../run/compose-statement.ts";
import type { Work } from "../run/work.ts";
import type { WritePlan } from "../run/write-plan.ts";
import type { Document, DocumentRow, JsonValue } from "../types.ts";
import { rowChanges } from "./row-changes.ts";
import { searchText } from "./search-text.ts";
import { assignColumn, columnValues, hasSearchText, tableColumns } from "./table-columns.ts";
import {
  deleteRows,
  insertHeaders,
  insertRecords,
  lockHeaders,
  newIds,
  saveRows,
  type TableRecord,
  updateHeader,
  updateHeaders,
} from "./write-statement.ts";

type Seal = (secret: string) => string;

/** Headers and lines of new documents of one doctype. */
export function insertDocuments(plan: WritePlan, doctype: ResolvedDoctype, works: readonly Work[], seal: Seal): void {
  const documents = works.map(({ document }) => document);
  const headers = documents.map((document) => headerRecord(doctype, document, seal));
  plan.writeHeaders({
    count: works.length,
    find: (condition) => newIds(documents, condition),
    write: (condition, drawn) => insertHeaders(doctype, headers, condition, drawn),
  });
  for (const { id, child } of fieldIndex(doctype).tables) {
    const rows = documents.flatMap((document) =>
      ((document[id] ?? []) as readonly DocumentRow[]).map((row, index) => ({
        ...columnValues(child, row, seal),
        position: index + 1,
        parent: document.id,
      })),
    );
    if (rows.length > 0) plan.with(insertRecords(child, rows, plan.written));
  }
}

/** Headers of stored documents, each at the version it was read at, and the lines that differ. */
export function updateDocuments(plan: WritePlan, doctype: ResolvedDoctype, works: readonly Work[], seal: Seal): void {
  const [work] = works;
  const find = (condition: Sql | null) => lockHeaders(doctype, works, condition);
  if (work?.stored && works.length === 1) {
    const changed = changedColumns(work, work.stored, seal);
    const write: Headers["write"] = (...under) => updateHeader(doctype, work.id, changed, ...under);
    plan.writeHeaders({ count: 1, find, write });
  } else {
    const headers = works.map(({ document }) => headerRecord(doctype, document, seal));
    plan.writeHeaders({
      count: works.length,
      find,
      write: (condition) => updateHeaders(doctype, headers, condition),
    });
  }
  for (const changes of rowChanges(doctype, works, seal)) {
    if (changes.removed.length > 0) plan.with(deleteRows(changes, plan.written));
    if (changes.saved.length > 0) plan.with(saveRows(changes, plan.written));
  }
}

/** What a save changes of the header: nothing is written, nor are indexes looked at, for what stays as it is. */
function changedColumns({ doctype, document, changes }: Work, stored: Document, seal: Seal): TableRecord {
  const { byId } = fieldIndex(doctype);
  const changed: Record<string, JsonValue | undefined> = {};
  for (const id of tableColumns(doctype).kept) if (document[id] !== stored[id]) changed[id] = document[id];
  let isSearched = false;
  for (const { field: name, row } of changes) {
    if (row !== undefined) continue;
    const field = byId.get(name);
    if (field && field.type !== "table") assignColumn(changed, field, document[name], seal);
    isSearched ||= doctype.search?.includes(name) === true;
  }
  if (isSearched) changed["search_text"] = searchText(doctype, document);
  return changed;
}

const headerRecord = (doctype: ResolvedDoctype, document: Document, seal: Seal): TableRecord => ({
  ...columnValues(doctype, document, seal),
  ...(hasSearchText(doctype) ? { search_text: searchText(doctype, document) } : {}),
});
