import { applyPlan, loadRevision } from "../../database/index.ts";
import { reindexSearch } from "../../documents/index.ts";
import { isPerfexError } from "../../kernel/index.ts";
import type { Terminal } from "../command-line/terminal.ts";
import { describeError } from "../command-line/terminal.ts";
import type { Perfex } from "./open-perfex.ts";
import { listOrganizations } from "./organizations.ts";

/**
 * Brings every organization to the metadata this version comes with. An organization whose change would destroy data or is refused
 * keeps what it has and is told; the others go on. Returns how many were left behind.
 */
export async function upgradeOrganizations({ db, registries }: Perfex, terminal: Terminal): Promise<number> {
  let left = 0;
  for (const organization of await listOrganizations(db)) {
    const registry = await registries.current(organization.id);
    const { registryHash } = await db.read(null, (connection) => loadRevision(connection, organization));
    try {
      if (registryHash !== registry.hash) {
        terminal.progress({ fr: `Mise à niveau de ${organization.name}…`, en: `Upgrading ${organization.name}…` });
        await applyPlan(db, organization, registry, { reason: "upgrade" });
      }
      await reindexSearch(db, organization, registry);
    } catch (error) {
      if (!isPerfexError(error)) throw error;
      left += 1;
      const why = (language: "fr" | "en") => describeError(error, language);
      terminal.say({
        fr: `${organization.name} n'est pas à niveau (npx perfex plan --organization ${organization.slug}) :\n${why("fr")}`,
        en: `${organization.name} is not up to date (npx perfex plan --organization ${organization.slug}):\n${why("en")}`,
      });
    }
  }
  return left;
}
