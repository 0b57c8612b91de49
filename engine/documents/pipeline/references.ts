import { isSubmittable } from "../../calculation/index.ts";
import { ident, joinSql, rawSql, type Sql, sql } from "../../database/index.ts";
import { fail } from "../../kernel/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";
import type { Look } from "../run/write-plan.ts";
import type { RequestContext } from "../types.ts";
import { inBoth } from "../wording/names-in.ts";
import type { UserName } from "../wording/word-refusal.ts";

/** A place that may point to documents of a doctype. */
export interface IncomingLink {
  readonly doctype: ResolvedDoctype;
  /** Table of the document's rows the link stands in, null for the header. */
  readonly rows: { readonly field: string; readonly table: string } | null;
  readonly column: string;
  readonly isDynamic: boolean;
  /** What it takes to read it: the level of the field, or that of the table it stands in. */
  readonly level: number;
}

const CACHE = new WeakMap<Registry, Map<string, readonly IncomingLink[]>>();
/** Documents named in a refusal. */
const NAMED_MAX = 5;

/** Every link and dynamic link, in headers and rows, that may point to documents of `target`. */
export function incomingLinks(registry: Registry, target: string): readonly IncomingLink[] {
  const byTarget = CACHE.get(registry) ?? new Map<string, readonly IncomingLink[]>();
  CACHE.set(registry, byTarget);
  let links = byTarget.get(target);
  if (!links) {
    links = [...registry.doctypes.values()]
      .filter(({ kind }) => kind !== "child")
      .flatMap((doctype) => linksIn(doctype, target));
    byTarget.set(target, links);
  }
  return links;
}

function linksIn(doctype: ResolvedDoctype, target: string): readonly IncomingLink[] {
  return doctype.fieldList.flatMap((field): readonly IncomingLink[] => {
    const { level = 0 } = field;
    const header = { doctype, rows: null, column: field.id, level };
    if (field.type === "link" && field.to === target) return [{ ...header, isDynamic: false }];
    if (field.type === "dynamic_link" && field.to.includes(target)) return [{ ...header, isDynamic: true }];
    if (field.type !== "table") return [];
    const rows = { field: field.id, table: field.child.table };
    return linksIn(field.child, target).map((link) => ({
      ...link,
      doctype,
      rows,
      level: Math.max(level, link.level),
    }));
  });
}

interface Reference {
  readonly doctype: string;
  readonly id: string;
  readonly number: string | null;
  /** What it takes to read that it points here. */
  readonly level: number;
  readonly total: string;
}

/**
 * Looks whether other documents point to this one: any of them before it is deleted, submitted ones before it is cancelled.
 * Raises DOCUMENT_IN_USE, naming doctype, title and count.
 */
export function referencesTo(
  ctx: RequestContext,
  doctype: ResolvedDoctype,
  id: string,
  by: "any" | "submitted",
): Look | null {
  const links = incomingLinks(ctx.registry, doctype.id).filter((link) => by === "any" || isSubmittable(link.doctype));
  if (links.length === 0) return null;
  const places = links.map((link) => referencesSql(link, doctype.id, id, by));
  return {
    // A document that points here from several places is one document.
    statement: sql`select doctype, id, number, min(level)::int as level, count(*) over () as total
      from (${joinSql(places, " union ")}) as _users group by doctype, id, number order by doctype, id limit ${NAMED_MAX}`,
    judge: (found) => (found.length > 0 ? refuse(ctx, found as unknown as readonly Reference[]) : null),
  };
}

function referencesSql(
  { doctype, rows, column, isDynamic, level }: IncomingLink,
  target: string,
  id: string,
  by: string,
): Sql {
  const table = ident(doctype.table);
  const place = rows
    ? sql`${ident(rows.table)} as _place join ${table} as _owner on _owner.id = _place.parent`
    : sql`${table} as _owner`;
  const holder = rawSql(rows ? "_place" : "_owner");
  const type = isDynamic ? sql` and ${holder}.${ident(`${column}_type`)} = ${target}` : sql``;
  const status = by === "submitted" ? sql` and _owner.docstatus = 'submitted'` : sql``;
  const number = doctype.number ? sql`_owner.number` : sql`null::text`;
  return sql`select ${doctype.id}::text as doctype, _owner.id, ${number} as number, ${level}::int as level
    from ${place} where ${holder}.${ident(column)} = ${id}::uuid and _owner.id <> ${id}::uuid${type}${status}`;
}

function refuse({ registry, access }: RequestContext, found: readonly Reference[]): never {
  const users = found.map(({ doctype, id, number, level }) => {
    const isHidden = !access.can(doctype, "read") || level > access.leastReadLevel(doctype);
    return { doctype, id, number, isHidden };
  });
  const documents = users.flatMap(({ isHidden, ...user }) => (isHidden ? [] : [user]));
  failInUse(registry, users, Number(found[0]?.total), { documents });
}

/** Tells the doctypes; which records they are is told where it is known who reads it. */
export function failInUse(
  registry: Registry,
  users: readonly UserName[],
  count: number,
  data?: Readonly<Record<string, unknown>>,
): never {
  const labels = (language: "fr" | "en") =>
    [...new Set(users.map(({ doctype }) => registry.doctype(doctype).label[language]))].join(", ");
  const named = users.map(({ doctype, id, isHidden = false }) => ({ doctype, id, isHidden }));
  return fail("DOCUMENT_IN_USE", { count, names: inBoth(labels), users: named }, data && { data });
}
