import { fieldIndex, valuesEqual } from "../../calculation/index.ts";
import type { Sql } from "../../database/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { Headers } from "../pipeline/compose-statement.ts";
import type { Work } from "../pipeline/work.ts";
import type { WritePlan } from "../pipeline/write-plan.ts";
import type { Document, DocumentRow, JsonValue } from "../types.ts";
import { rowChanges } from "./row-changes.ts";
import { searchText } from "./search-text.ts";
import { columnValues, hasSearchText } from "./table-columns.ts";
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
    const changed = changedColumns(doctype, work.stored, work.document, seal);
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
function changedColumns(doctype: ResolvedDoctype, stored: Document, document: Document, seal: Seal): TableRecord {
  const before = columnValues(doctype, stored, seal);
  const after = columnValues(doctype, document, seal);
  const changed: Record<string, JsonValue | undefined> = {};
  for (const name in after) if (!valuesEqual(before[name], after[name])) changed[name] = after[name];
  const isSearched = doctype.search?.some((name) => !valuesEqual(stored[name], document[name]));
  if (isSearched) changed["search_text"] = searchText(doctype, document);
  return changed;
}

const headerRecord = (doctype: ResolvedDoctype, document: Document, seal: Seal): TableRecord => ({
  ...columnValues(doctype, document, seal),
  ...(hasSearchText(doctype) ? { search_text: searchText(doctype, document) } : {}),
});
