import { ident, sql } from "../../database/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { Work } from "../run/work.ts";
import type { WritePlan } from "../run/write-plan.ts";
import { lockHeaders } from "./write-statement.ts";

/** Documents with their lines, comments, tags and files, each at the version it was read at; `removeFiles` gets the keys of the files. */
export function deleteDocuments(
  plan: WritePlan,
  doctype: ResolvedDoctype,
  works: readonly Work[],
  removeFiles: (keys: readonly string[]) => void | Promise<void>,
): void {
  const ids = works.map(({ id }) => id);
  const versions = works.map(({ document }) => document.version);
  plan.writeHeaders({
    count: works.length,
    find: (condition) => lockHeaders(doctype, works, condition),
    write: (condition) => sql`delete from ${ident(doctype.table)} as _old
      using unnest(${ids}::uuid[], ${versions}::int[]) as _sent (id, version)
      where _old.id = _sent.id and _old.version = _sent.version - 1${condition ? sql` and ${condition}` : sql``}
      returning _old.id`,
  });
  const of = sql`document_type = ${doctype.id} and document_id = any(${ids}::uuid[]) and ${plan.written}`;
  plan.with(sql`delete from comment where ${of}`);
  plan.with(sql`delete from document_tag where ${of}`);
  plan.with(sql`delete from conversion_line where target_id = any(${ids}::uuid[]) and ${plan.written}`);
  plan.withAnswer(
    sql`delete from attachment where ${of} returning storage_key`,
    sql`coalesce(json_agg(storage_key), '[]')`,
    (keys) => plan.afterCommit.push(() => removeFiles(keys as readonly string[])),
  );
}
