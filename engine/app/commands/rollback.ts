import { ident, sql, upgradeEngineTables } from "../../database/index.ts";
import { findOrganization } from "../../identity/index.ts";
import { fail } from "../../kernel/index.ts";
import type { MetadataLayer } from "../../registry/index.ts";
import type { CommandRun } from "../command-line/command.ts";
import { parseOptions, parsePort } from "../command-line/parse-options.ts";
import { publishMetadata } from "../composition/publish-metadata.ts";
import { showPlan, tellingPlan } from "./show-plan.ts";
import { withPerfex } from "./with-perfex.ts";

/** Puts an earlier revision's own metadata into force again, as a new revision. The one before the present unless told. */
export const rollback: CommandRun = async (args, terminal) => {
  const { options } = parseOptions(args, {
    data: "string",
    organization: "string",
    to: "string",
    "allow-destructive": "boolean",
  });
  return withPerfex(options.data, async (perfex) => {
    const { db, registries } = perfex;
    const organization = await findOrganization(db, options.organization);
    await upgradeEngineTables(db, organization);
    const revisions = await db.read(null, (connection) =>
      connection.query<{ revision: string; layers: readonly MetadataLayer[] }>(
        sql`select revision, layers from ${ident(organization.schema, "metadata_revision")} order by revision desc`,
      ),
    );
    const wanted = parsePort(options.to, "--to");
    const [latest] = revisions;
    const target = wanted === undefined ? revisions[1] : revisions.find(({ revision }) => Number(revision) === wanted);
    if (!target) return fail("APP_REVISION_UNKNOWN", { known: revisions.map(({ revision }) => revision).join(", ") });
    const inForce = latest && { revision: Number(latest.revision), layers: latest.layers };
    const { applied, difference } = await tellingPlan(terminal, (onPlan) => {
      const applying = {
        reason: `rollback to revision ${target.revision}`,
        allowDestructive: options["allow-destructive"] === true,
        restores: { revision: Number(target.revision), product: registries.preview([]) },
        onPlan,
      };
      return publishMetadata(perfex, organization, { layers: target.layers }, applying, inForce);
    });
    showPlan(terminal, difference, applied);
    terminal.say({
      fr: `Révision ${applied.revision} en vigueur, égale à la révision ${target.revision}.`,
      en: `Revision ${applied.revision} is in force, equal to revision ${target.revision}.`,
    });
    return 0;
  });
};
