import { quoteIdent, rawSql, sql } from "../sql.ts";
import type { Connection, OrganizationRef, Transaction } from "../types.ts";
import type { Declared } from "./declared.ts";
import type { SchemaSource } from "./schema-source.ts";
import type { PlanStep } from "./types.ts";

/** What an organization last published; `layers` are its merge patches. Revision 0 means nothing was applied yet. */
export interface StoredRevision {
  readonly revision: number;
  readonly registryHash: string | null;
  readonly layers: readonly unknown[];
}

export interface RevisionNote {
  readonly author?: string | null;
  readonly reason?: string | null;
}

/** Counts up when another version of this program makes other tables of the same metadata. */
const TABLES_VERSION = 4;

/** What a revision is known by: the metadata, and how this program makes tables of them. */
export const revisionHash = ({ hash }: Pick<SchemaSource, "hash">): string => `${hash}.${TABLES_VERSION}`;

export const revisionTable = (schema: string) => rawSql(`${quoteIdent(schema)}.metadata_revision`);

export async function loadRevision(connection: Connection, organization: OrganizationRef): Promise<StoredRevision> {
  const [row] = await connection.query<{ revision: string; registry_hash: string; layers: unknown[] }>(
    sql`select revision, registry_hash, layers from ${revisionTable(organization.schema)} order by revision desc limit 1`,
  );
  if (!row) return { revision: 0, registryHash: null, layers: [] };
  return { revision: Number(row.revision), registryHash: row.registry_hash, layers: row.layers };
}

/** Records what was applied. The caller holds the schema lock, so revisions count without gap. */
export async function addRevision(
  tx: Transaction,
  schema: string,
  revision: StoredRevision,
  { steps, declared }: { readonly steps: readonly PlanStep[]; readonly declared: Declared },
  note: RevisionNote,
): Promise<void> {
  await tx.query(
    sql`insert into ${revisionTable(schema)} (revision, registry_hash, layers, steps, declared, reason, created_by)
      values (${revision.revision}, ${revision.registryHash}, ${JSON.stringify(revision.layers)}, ${JSON.stringify(steps)},
              ${JSON.stringify(declared)}, ${note.reason ?? null}, ${note.author ?? null})`,
  );
}
