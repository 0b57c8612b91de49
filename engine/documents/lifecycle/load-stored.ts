import { isStored } from "../../calculation/index.ts";
import { systemFields } from "../../contract/index.ts";
import { type Connection, ident, prepared, sql } from "../../database/index.ts";
import { compileGetQuery, systemReadAccess } from "../../database/query/index.ts";
import { fail, isId } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import type { Document, RequestContext } from "../types.ts";

/**
 * A stored document whole, header and lines in one snapshot, with fields above the principal's level too: the stages
 * need them and decide what may be done with them. Only for documents the principal may read.
 * Raises ID_INVALID, ACCESS_DENIED, DOCUMENT_NOT_FOUND.
 */
export async function loadVisible(
  ctx: RequestContext,
  connection: Connection,
  doctype: ResolvedDoctype,
  id: string,
): Promise<Document> {
  assertId(id);
  const access = ctx.access.readAccess(doctype.id);
  if (access.where) {
    const visible = compileGetQuery(ctx.registry, doctype.id, { id, fields: ["id"] }, access);
    if ((await connection.queryText(visible)) === null) fail("DOCUMENT_NOT_FOUND");
  }
  const whole = { id, fields: storedFields(doctype) };
  const query = compileGetQuery(ctx.registry, doctype.id, whole, systemReadAccess(ctx.principal));
  const text = await connection.queryText(query);
  return text === null ? fail("DOCUMENT_NOT_FOUND") : (JSON.parse(text) as Document);
}

/** Waits for other writers of the document; what is read afterwards stays true until the end of the transaction. */
export async function lockDocument(connection: Connection, doctype: ResolvedDoctype, id: string): Promise<void> {
  assertId(id);
  await connection.query(prepared(sql`select id from ${ident(doctype.table)} where id = ${id}::uuid for update`));
}

export function assertId(id: unknown): asserts id is string {
  if (!isId(id)) fail("ID_INVALID", { id: String(id).slice(0, 60) });
}

const STORED_FIELDS = new WeakMap<ResolvedDoctype, readonly string[]>();

/** System fields, fields and tables; computed fields exist only when read, secrets are never read. */
function storedFields(doctype: ResolvedDoctype): readonly string[] {
  let names = STORED_FIELDS.get(doctype);
  if (!names) {
    const fields = doctype.fieldList.filter((field) => isStored(field) && field.type !== "secret");
    names = [...Object.keys(systemFields(doctype)), ...fields.map(({ id }) => id)];
    STORED_FIELDS.set(doctype, names);
  }
  return names;
}
