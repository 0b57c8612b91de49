import { applyPlan, loadRevision, revisionHash, upgradeEngineTables } from "../../database/index.ts";
import { reindexSearch } from "../../documents/index.ts";
import { type KnownOrganization, listOrganizations } from "../../identity/index.ts";
import { isPerfexError } from "../../kernel/index.ts";
import type { Terminal } from "../command-line/terminal.ts";
import { describeError } from "../command-line/terminal.ts";
import type { Perfex } from "./open-perfex.ts";

export interface Upgrade {
  readonly upToDate: readonly KnownOrganization[];
  readonly leftBehind: readonly KnownOrganization[];
}

/**
 * Brings every organization to the metadata and the tables this version comes with. An organization whose own metadata do not
 * fit this version, or whose change would destroy data or is refused, keeps what it has and is told; the others go on.
 */
export async function upgradeOrganizations({ db, registries }: Perfex, terminal: Terminal): Promise<Upgrade> {
  const upToDate: KnownOrganization[] = [];
  const leftBehind: KnownOrganization[] = [];
  for (const organization of await listOrganizations(db)) {
    try {
      await upgradeEngineTables(db, organization);
      // Read before the registry: one that is older than its metadata may not be put into force.
      const { registryHash, revision } = await db.read(null, (connection) => loadRevision(connection, organization));
      const registry = await registries.current(organization.id);
      if (registryHash !== revisionHash(registry)) {
        terminal.progress({ fr: `Mise à niveau de ${organization.name}…`, en: `Upgrading ${organization.name}…` });
        await applyPlan(db, organization, registry, { reason: "upgrade", basedOn: revision });
      }
      upToDate.push(organization);
    } catch (error) {
      if (!isPerfexError(error)) throw error;
      leftBehind.push(organization);
      const why = (language: "fr" | "en") => describeError(error, language);
      terminal.say({
        fr: `${organization.name} n'est pas à niveau (npx perfex plan --organization ${organization.slug}) :\n${why("fr")}`,
        en: `${organization.name} is not up to date (npx perfex plan --organization ${organization.slug}):\n${why("en")}`,
      });
    }
  }
  return { upToDate, leftBehind };
}

/** Makes documents found by what this version searches; long work on many documents, which may go on behind a server that answers. */
export async function renewSearch(
  { db, registries }: Perfex,
  organizations: readonly KnownOrganization[],
  signal?: AbortSignal,
): Promise<void> {
  for (const organization of organizations)
    await reindexSearch(db, organization, await registries.current(organization.id), signal);
}
