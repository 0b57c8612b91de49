import { fieldIndex, isStored, layoutOf } from "../../calculation/index.ts";
import { type Connection, ident, prepared, sql } from "../../database/index.ts";
import { compileGetQuery, systemReadAccess } from "../../database/query/index.ts";
import { fail, isId } from "../../kernel/index.ts";
import type { ResolvedDoctype } from "../../registry/index.ts";
import { highestLevel } from "../access/highest-level.ts";
import type { Document, DocumentRow, JsonValue, RequestContext } from "../types.ts";

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
  // Which rows is for the principal's own rule to say, which fields is not.
  const { where, clock, key } = ctx.access.readAccess(doctype.id);
  const access = { ...systemReadAccess(ctx.principal, clock), where, key: `whole ${key}` };
  const query = compileGetQuery(ctx.registry, doctype.id, { id, fields: storedShape(doctype).names }, access);
  const text = await connection.queryText(query);
  return text === null ? fail("DOCUMENT_NOT_FOUND") : (JSON.parse(text) as Document);
}

/** May this principal read the document whole, as far as it has fields to read, whichever it is? */
export function readsWhole({ access }: RequestContext, doctype: ResolvedDoctype): boolean {
  return access.readAccess(doctype.id).where === null && access.leastReadLevel(doctype.id) >= highestLevel(doctype);
}

/** Of a document as it was read or written, what `loadVisible` would read: no secret, neither of the header nor of a row. */
export function storedPart(doctype: ResolvedDoctype, document: Document): Document {
  const { names, layout, hidden } = storedShape(doctype);
  const part: Record<string, JsonValue | undefined> = { ...layout };
  for (const name of names) part[name] = document[name];
  for (const { table, secrets } of hidden) {
    const rows = part[table];
    if (!Array.isArray(rows)) continue;
    part[table] = (rows as readonly DocumentRow[]).map((row) => {
      const bare: Record<string, JsonValue> & { id: string } = { ...row };
      for (const secret of secrets) delete bare[secret];
      return bare;
    });
  }
  return part as Document;
}

/** Waits for other writers of the document; what is read afterwards stays true until the end of the transaction. */
export async function lockDocument(connection: Connection, doctype: ResolvedDoctype, id: string): Promise<void> {
  assertId(id);
  await connection.query(prepared(sql`select id from ${ident(doctype.table)} where id = ${id}::uuid for update`));
}

export function assertId(id: unknown): asserts id is string {
  if (!isId(id)) fail("ID_INVALID", { id: String(id).slice(0, 60) });
}

interface StoredShape {
  /** System fields, fields and tables; computed fields exist only when read, secrets are never read. */
  readonly names: readonly string[];
  /** All of them, to be copied and filled in. */
  readonly layout: Readonly<Record<string, JsonValue | undefined>>;
  /** Tables with secrets in their rows. */
  readonly hidden: readonly { readonly table: string; readonly secrets: readonly string[] }[];
}

const STORED_SHAPES = new WeakMap<ResolvedDoctype, StoredShape>();

function storedShape(doctype: ResolvedDoctype): StoredShape {
  let shape = STORED_SHAPES.get(doctype);
  if (!shape) {
    const { system, tables } = fieldIndex(doctype);
    const fields = doctype.fieldList.filter((field) => isStored(field) && field.type !== "secret");
    const names = [...system, ...fields.map(({ id }) => id)];
    const hidden = tables.map(({ id, child }) => ({ table: id, secrets: secretsOf(child) }));
    shape = { names, layout: layoutOf(names), hidden: hidden.filter(({ secrets }) => secrets.length > 0) };
    STORED_SHAPES.set(doctype, shape);
  }
  return shape;
}

const secretsOf = (child: ResolvedDoctype): readonly string[] =>
  fieldIndex(child)
    .scalars.filter(({ type }) => type === "secret")
    .map(({ id }) => id);
