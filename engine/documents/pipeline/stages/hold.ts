import { ident, sql } from "../../../database/index.ts";
import { fail } from "../../../kernel/index.ts";
import { holdLinks } from "../../checks/hold-links.ts";
import type { Stage } from "../../run/stage.ts";
import { referencesTo } from "../references.ts";

/**
 * Holds, until the commit, what must not change meanwhile: linked documents that nothing else holds, the cancelled
 * document that is amended, the document that is to go. Each is held before it is looked at: who comes later waits, or is
 * seen.
 */
export const hold: Stage = {
  name: "hold",
  isFor: ({ becomes }) => becomes !== "cancelled",
  contribute({ request: { ctx, doctype, amends, becomes } }, works, plan) {
    const table = ident(doctype.table);
    const lock = (id: string) =>
      plan.send({ statement: sql`select id from ${table} where id = ${id}::uuid for update` });
    if (becomes === "deleted") {
      for (const { id } of works) {
        lock(id);
        plan.send(referencesTo(ctx, doctype, id, "any"));
      }
      return;
    }
    if (amends !== undefined) {
      lock(amends);
      plan.send({
        statement: sql`select id from ${table} where amended_from = ${amends}::uuid limit 1`,
        judge: (found) => (found.length > 0 ? fail("DOCUMENT_ALREADY_AMENDED") : null),
      });
    }
    plan.send(holdLinks(works));
  },
};
