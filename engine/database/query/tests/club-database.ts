import { createTestDatabase } from "../../../../tests/support/database.ts";
import type { Registry } from "../../../registry/index.ts";
import {
  applyPlan,
  type Connection,
  createOrganizationSchema,
  type Database,
  dropOrganizationSchema,
  ident,
  joinSql,
  type OrganizationRef,
  type Sql,
  sql,
} from "../../index.ts";

export type Row = Readonly<Record<string, unknown>>;

export interface ClubDatabase {
  readonly db: Database;
  readonly organization: OrganizationRef;
  /** Inserts rows, each with its own columns; documents get a version and times unless told. */
  insert(table: string, rows: readonly Row[]): Promise<void>;
  /** The same for several tables, in one transaction. */
  insertTogether(tables: readonly (readonly [string, readonly Row[]])[]): Promise<void>;
  /** The JSON a compiled query answers with. */
  answer<T>(statement: Sql): Promise<T>;
  read<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  drop(): Promise<void>;
}

const SYSTEM_VALUES: Row = { version: 1, created_at: "2026-01-02T03:04:05Z", updated_at: "2026-01-02T03:04:05.6Z" };

/** An organization with the tables of this registry, all empty. */
export async function createClubDatabase(registry: Registry, slug: string): Promise<ClubDatabase> {
  const { db, drop } = await createTestDatabase();
  const organization = await createOrganizationSchema(db, { slug });
  await applyPlan(db, organization, registry);
  const insertTogether = async (tables: readonly (readonly [string, readonly Row[]])[]) => {
    const statements = tables.flatMap(([table, rows]) => rows.map((row) => insertSql(table, row)));
    await db.transaction(organization, async (tx) => {
      for (const statement of statements) await tx.query(statement);
    });
  };
  return {
    db,
    organization,
    insert: (table, rows) => insertTogether([[table, rows]]),
    insertTogether,
    answer: async (statement) =>
      JSON.parse((await db.read(organization, (connection) => connection.queryText(statement))) ?? "null"),
    read: (work) => db.read(organization, work),
    drop: async () => {
      await dropOrganizationSchema(db, organization);
      await drop();
    },
  };
}

function insertSql(table: string, given: Row): Sql {
  const isDocument = !table.includes("__") && !table.startsWith("ledger_") && table !== "posting";
  const row = { ...(isDocument ? SYSTEM_VALUES : {}), ...given };
  const columns = joinSql(Object.keys(row).map((name) => ident(name)));
  return sql`insert into ${ident(table)} (${columns}) values (${joinSql(Object.values(row).map((value) => sql`${value}`))})`;
}
