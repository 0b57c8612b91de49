import { fail } from "../../kernel/index.ts";
import { sql } from "../sql.ts";
import type { Connection } from "../types.ts";
import { type Declared, declaredBy } from "./declared.ts";
import { desiredSchema } from "./desired-schema.ts";
import { revisionTable } from "./metadata-revision.ts";
import { pendingRenames, type RestoreGround } from "./restore-names.ts";
import type { SchemaSource } from "./schema-source.ts";
import { traceNames } from "./trace-names.ts";
import type { Catalog, PlanStep } from "./types.ts";

/** An earlier revision whose layers come back. */
export interface RestoredRevision {
  readonly revision: number;
  /** The product's metadata alone: they stay as they are, with what they renamed. */
  readonly product: SchemaSource;
}

interface LaterRevision {
  readonly revision: string;
  readonly layers: readonly unknown[];
  readonly steps: readonly PlanStep[];
  readonly declared: Declared | null;
}

/**
 * What was called how under a revision, from the steps of the revisions after it. What the product alone renamed, which is where
 * the layers stayed the same, keeps its name. Raises SCHEMA_RENAMES_UNTOLD.
 */
export async function loadRestoreGround(
  connection: Connection,
  live: Catalog,
  inForce: Declared,
  { revision, product }: RestoredRevision,
): Promise<RestoreGround> {
  const said = declaredBy(desiredSchema(product, live.schema));
  const revisions = await connection.query<LaterRevision>(
    sql`select revision, layers, steps, declared from ${revisionTable(live.schema)} where revision >= ${revision} order by revision`,
  );
  const steps = revisions.flatMap((one, index) => {
    const before = revisions[index - 1];
    if (!before || isSame(one.layers, before.layers)) return [];
    if (saysNew(one, before, said)) return fail("SCHEMA_RENAMES_UNTOLD", { revision });
    return one.steps;
  });
  const names = traceNames(live, steps);
  if (names === null) return fail("SCHEMA_RENAMES_UNTOLD", { revision });
  return { names, pending: pendingRenames(said, inForce) };
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Were renames of the product done together with those of layers? Which step was whose cannot be told. */
function saysNew({ declared }: LaterRevision, before: LaterRevision, product: Declared): boolean {
  const was = before.declared?.renames ?? [];
  const isNew = (key: string) => product.renames.includes(key) && !was.includes(key);
  return declared?.renames.some(isNew) ?? false;
}
