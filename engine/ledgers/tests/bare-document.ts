import { type Sql, sql } from "../../database/index.ts";
import type { WritePlan } from "../../documents/index.ts";

/** A document to write of which there is nothing but its id. */
export function bareDocument(id: string): Parameters<WritePlan["writeHeaders"]>[0] {
  const select = (condition: Sql | null) => sql`select ${id}::uuid as id where ${condition ?? sql`true`}`;
  return { count: 1, find: select, write: select };
}
