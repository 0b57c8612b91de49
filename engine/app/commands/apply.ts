import { findOrganization, type KnownOrganization } from "../../identity/index.ts";
import { isPerfexError } from "../../kernel/index.ts";
import type { CommandRun } from "../command-line/command.ts";
import { parseOptions } from "../command-line/parse-options.ts";
import { layersInForce, layersWith } from "../composition/layers.ts";
import type { Perfex } from "../composition/open-perfex.ts";
import { type PublishOptions, publishMetadata } from "../composition/publish-metadata.ts";
import { renewSearch, upgradeOrganizations } from "../composition/upgrade.ts";
import { showPlan, tellingPlan } from "./show-plan.ts";
import { withPerfex } from "./with-perfex.ts";

/** With a folder: its metadata join one organization's. Without: every organization is brought to the product's metadata. */
export const apply: CommandRun = async (args, terminal) => {
  const { options, words } = parseOptions(args, {
    data: "string",
    organization: "string",
    "allow-destructive": "boolean",
    reason: "string",
  });
  return withPerfex(options.data, async (perfex) => {
    const [folder] = words;
    if (folder === undefined && options.organization === undefined) {
      const { upToDate, leftBehind } = await upgradeOrganizations(perfex, terminal);
      await renewSearch(perfex, upToDate);
      return leftBehind.length > 0 ? 1 : 0;
    }
    const organization = await findOrganization(perfex.db, options.organization);
    const { applied, difference } = await tellingPlan(terminal, (onPlan) =>
      publish(perfex, organization, folder, {
        allowDestructive: options["allow-destructive"] === true,
        ...(options.reason !== undefined && { reason: options.reason }),
        onPlan,
      }),
    );
    showPlan(terminal, difference, applied);
    terminal.say({
      fr: `Révision ${applied.revision} en vigueur pour ${organization.slug}.`,
      en: `Revision ${applied.revision} is in force for ${organization.slug}.`,
    });
    return 0;
  });
};

/** So often it begins anew when others apply at the same time. */
const ATTEMPTS_MAX = 5;

/** The metadata of a folder join the organization's own: those in force when it is done, whoever else applies meanwhile. */
export async function publish(
  perfex: Perfex,
  organization: KnownOrganization,
  folder: string | undefined,
  options: PublishOptions,
) {
  for (let attempt = 1; ; attempt++) {
    const inForce = await layersInForce(perfex.db, organization);
    try {
      return await publishMetadata(perfex, organization, layersWith(inForce.layers, folder), options, inForce);
    } catch (error) {
      const isLate = isPerfexError(error) && error.code === "METADATA_CHANGED_MEANWHILE";
      if (!isLate || attempt === ATTEMPTS_MAX) throw error;
    }
  }
}
