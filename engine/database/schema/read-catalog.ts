import { EXTENSIONS_SCHEMA } from "../connection/session.ts";
import { ENGINE_TABLES } from "../organization/engine-tables.ts";
import { trigramSchema } from "../organization/trigram-schema.ts";
import { type Sql, sql } from "../sql.ts";
import type { Connection } from "../types.ts";
import type { Catalog, Check, Column, ForeignKey, Index, Table, TableObject, Trigger } from "./types.ts";

interface CatalogRow {
  readonly name: string;
  readonly columns: Column[];
  readonly objects: TableObject[];
}

/** Triggers on the engine's own tables that followed from metadata were called so. */
const PLANNED_TRIGGER = /^balance\./;

/** What is really there: tables, columns, types, nullability, defaults, indexes, constraints, triggers. */
export async function readCatalog(connection: Connection, schema: string): Promise<Catalog> {
  const [tables, indexes, foreignKeys, checks, triggers] = [
    await connection.query<Omit<CatalogRow, "objects">>(tablesOf(schema)),
    await connection.query<Index & { table: string }>(indexesOf(schema)),
    await connection.query<ForeignKey & { table: string }>(foreignKeysOf(schema)),
    await connection.query<Check & { table: string }>(checksOf(schema)),
    await connection.query<Trigger & { table: string }>(triggersOf(schema)),
  ];
  const objects = new Map<string, TableObject[]>();
  for (const { table, ...object } of [...indexes, ...foreignKeys, ...checks, ...triggers]) {
    objects.set(table, [...(objects.get(table) ?? []), object]);
  }
  const found = tables.map(({ name, columns }) => tableOf(name, columns, objects.get(name) ?? []));
  const trigrams = (await trigramSchema(connection)) ?? EXTENSIONS_SCHEMA;
  return {
    schema,
    trigramSchema: trigrams,
    tables: new Map(found.flatMap((table) => (table ? [[table.name, table]] : []))),
  };
}

function tableOf(name: string, columns: readonly Column[], objects: readonly TableObject[]): Table | null {
  if (name === "posting") {
    const planned = objects.filter((object) => object.kind === "trigger" && PLANNED_TRIGGER.test(object.name));
    return { name, columns: [], objects: planned, isEngineTable: true };
  }
  return ENGINE_TABLES.has(name) ? null : { name, columns, objects };
}

/** Column names for an array of attribute numbers, in its order. */
const columnNames = (numbers: Sql, table: Sql): Sql => sql`array(
  select coalesce(attname::text, '(expression)') from unnest(${numbers}) with ordinality as part (number, rank)
  left join pg_attribute on attrelid = ${table} and attnum = part.number order by rank)`;

const tablesOf = (schema: string): Sql => sql`
  select relname::text as name,
    coalesce(json_agg(json_build_object('name', attname, 'type', format_type(atttypid, atttypmod), 'isRequired', attnotnull,
      'default', pg_get_expr(adbin, adrelid)) order by attnum) filter (where attname is not null), '[]') as columns
  from pg_class
  left join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
  left join pg_attrdef on adrelid = pg_class.oid and adnum = attnum
  where relnamespace = ${schema}::regnamespace and relkind in ('r', 'p')
  group by relname order by relname`;

const indexesOf = (schema: string): Sql => sql`
  select 'index' as kind, pg_class.relname::text as "table", index.relname::text as name,
    ${columnNames(sql`indkey::int2[]`, sql`indrelid`)} as columns,
    case when indisprimary then 'primary' when indisunique and indnullsnotdistinct then 'unique_nulls_equal'
      when indisunique then 'unique' else 'none' end as uniqueness,
    case when indisvalid then amname else 'invalid' end as method,
    (select opcname::text from unnest(indclass::oid[]) as class join pg_opclass on pg_opclass.oid = class
      where not opcdefault limit 1) as "operatorClass",
    pg_get_expr(indpred, indrelid) as predicate
  from pg_index
  join pg_class on pg_class.oid = indrelid
  join pg_class index on index.oid = indexrelid
  join pg_am on pg_am.oid = index.relam
  where pg_class.relnamespace = ${schema}::regnamespace order by 2, 3`;

const foreignKeysOf = (schema: string): Sql => sql`
  select 'foreign_key' as kind, pg_class.relname::text as "table", conname::text as name,
    array_to_string(${columnNames(sql`conkey`, sql`conrelid`)}, ',') as "column",
    target.relname::text as target,
    case when not convalidated then 'unchecked' else
      case confdeltype when 'r' then 'restrict' when 'c' then 'cascade' else confdeltype::text end end as "onDelete"
  from pg_constraint join pg_class on pg_class.oid = conrelid join pg_class target on target.oid = confrelid
  where pg_class.relnamespace = ${schema}::regnamespace and contype = 'f' and conparentid = 0 order by 2, 3`;

/** The digest is the last part of the name; a check made by hand has none and counts as another one. */
const checksOf = (schema: string): Sql => sql`
  select 'check' as kind, relname::text as "table", conname::text as name,
    ${columnNames(sql`conkey`, sql`conrelid`)} as columns,
    case when convalidated then substring(conname from '[0-9a-f]{8}$') else 'unchecked' end as digest,
    pg_get_expr(conbin, conrelid) as condition
  from pg_constraint join pg_class on pg_class.oid = conrelid
  where relnamespace = ${schema}::regnamespace and contype = 'c' order by 2, 3`;

const triggersOf = (schema: string): Sql => sql`
  select 'trigger' as kind, relname::text as "table", tgname::text as name,
    case when tgenabled = 'O' then substring(tgname from '[0-9a-f]{8}$') else 'disabled' end as digest,
    pg_get_triggerdef(pg_trigger.oid) as definition
  from pg_trigger join pg_class on pg_class.oid = tgrelid
  where relnamespace = ${schema}::regnamespace and not tgisinternal order by 2, 3`;
