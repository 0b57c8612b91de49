import { fieldIndex } from "../../calculation/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { Work } from "../pipeline/work.ts";
import type { WritePlan } from "../pipeline/write-plan.ts";
import type { Document, DocumentRow } from "../types.ts";
import { rowChanges } from "./row-changes.ts";
import { searchText } from "./search-text.ts";
import { columnValues, hasSearchText } from "./table-columns.ts";
import { deleteRows, insertRecords, saveRows, updateHeaders } from "./write-statement.ts";

type Seal = (secret: string) => string;

/** Headers and lines of new documents of one doctype. */
export function insertDocuments(plan: WritePlan, doctype: ResolvedDoctype, works: readonly Work[], seal: Seal): void {
  const documents = works.map(({ document }) => document);
  const headers = documents.map((document) => headerRecord(doctype, document, seal));
  plan.writeHeaders(works.length, (condition) => insertRecords(doctype, headers, condition, true));
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
  const headers = works.map(({ document }) => headerRecord(doctype, document, seal));
  plan.writeHeaders(works.length, (condition) => updateHeaders(doctype, headers, condition));
  for (const changes of rowChanges(doctype, works, seal)) {
    if (changes.removed.length > 0) plan.with(deleteRows(changes, plan.written));
    if (changes.saved.length > 0) plan.with(saveRows(changes, plan.written));
  }
}

const headerRecord = (doctype: ResolvedDoctype, document: Document, seal: Seal): object => ({
  ...columnValues(doctype, document, seal),
  ...(hasSearchText(doctype) ? { search_text: searchText(doctype, document) } : {}),
});
