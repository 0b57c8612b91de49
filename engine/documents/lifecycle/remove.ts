import { collectLinkIds } from "../../calculation/index.ts";
import { ident, prepared, sql, type Transaction } from "../../database/index.ts";
import { fail } from "../../kernel/index.ts";
import { historyRecord } from "../history/history-record.ts";
import { loadLinkedRecords } from "../linking/linked-records.ts";
import { requestEnvironment } from "../linking/request-environment.ts";
import { writePlan } from "../linking/write-plan.ts";
import { checkRowAccess } from "../stages/check-access.ts";
import type { Work } from "../stages/work.ts";
import type { Document, RequestContext } from "../types.ts";
import { outboxRecord } from "../writing/outbox-record.ts";
import { insertHistory, insertOutbox } from "../writing/write-document.ts";
import { addressable, type Engine } from "./engine.ts";
import { inTransaction } from "./in-transaction.ts";
import { loadVisible, lockDocument } from "./load-stored.ts";
import { assertNotReferenced } from "./references.ts";
import { StaleDocument } from "./stale-document.ts";
import { failChanged } from "./version-conflict.ts";

/**
 * Deletes a draft or a simple document with its lines, comments, tags and files; its history stays. Refused while others
 * point to it (naming them), once it is submitted, and once it has a number of a gapless series.
 */
export async function removeDocument(
  engine: Engine,
  ctx: RequestContext,
  doctypeId: string,
  id: string,
  options: { readonly version?: number } = {},
): Promise<void> {
  const doctype = addressable(ctx.registry, doctypeId);
  if (doctype.kind === "single") fail("SINGLE_EXISTS", { doctype: doctypeId });
  ctx.access.assertCan(doctypeId, "delete");
  try {
    await inTransaction(engine, ctx, null, async (tx) => {
      // Held before it is looked for: a document that comes to point here waits, or is seen.
      await lockDocument(tx, doctype, id);
      const stored = await loadVisible(ctx, tx, doctype, id);
      if (options.version !== undefined && stored.version !== options.version) throw new StaleDocument();
      const work = await removeWork(tx, ctx, doctypeId, stored);
      await assertNotReferenced(ctx, tx, doctype, id, "any");
      await deleteDocument(engine, tx, work);
    });
  } catch (error) {
    if (!(error instanceof StaleDocument)) throw error;
    await failChanged(ctx, doctype, id, { version: options.version ?? null, yours: {} });
  }
}

async function removeWork(tx: Transaction, ctx: RequestContext, doctypeId: string, stored: Document): Promise<Work> {
  const doctype = ctx.registry.doctype(doctypeId);
  const links = await loadLinkedRecords(tx, ctx.registry, writePlan(ctx, doctype), collectLinkIds(doctype, stored));
  const work: Work = {
    ctx,
    doctype,
    verb: "delete",
    action: "delete",
    stored,
    document: stored,
    sent: new Set(),
    links,
    environments: requestEnvironment(ctx, links),
  };
  checkRowAccess(work);
  if (stored.docstatus !== undefined && stored.docstatus !== "draft") {
    fail("DOCUMENT_NOT_DRAFT", { docstatus: stored.docstatus });
  }
  const { number } = doctype.compiled;
  if (number?.gapless && stored.number) fail("DOCUMENT_NUMBERED", { number: stored.number });
  return work;
}

async function deleteDocument(engine: Engine, tx: Transaction, work: Work): Promise<void> {
  const { ctx, doctype, document } = work;
  await engine.reach("write", doctype.id);
  const history = { ...historyRecord(work), version: document.version + 1 };
  const outbox = [outboxRecord(ctx, doctype.id, "delete", document.version + 1)];
  const of = sql`document_type = ${doctype.id} and document_id = ${document.id}::uuid and exists (select from header)`;
  const files = await tx.query<{ readonly id: string | null; readonly storage_key: string | null }>(
    prepared(sql`with header as (
        delete from ${ident(doctype.table)} where id = ${document.id}::uuid and version = ${document.version} returning id),
      comments as (delete from comment where ${of}),
      tags as (delete from document_tag where ${of}),
      conversions as (delete from conversion_line where target_id in (select id from header)),
      files as (delete from attachment where ${of} returning storage_key),
      past as (${insertHistory(history)}),
      event as (${insertOutbox(outbox)})
      select header.id, files.storage_key from header left join files on true`),
  );
  if (files.length === 0) throw new StaleDocument();
  const keys = files.flatMap(({ storage_key }) => storage_key ?? []);
  if (keys.length > 0) tx.afterCommit(() => removeFiles(engine, keys));
  await engine.reach("commit", doctype.id);
}

async function removeFiles(engine: Engine, keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map((key) => engine.ports.files.remove(key)));
}
