import { findOrganization, type KnownOrganization } from "../../identity/index.ts";
import type { CommandRun } from "../command-line/command.ts";
import { parseOptions } from "../command-line/parse-options.ts";
import { layersWith } from "../composition/layers.ts";
import type { Perfex } from "../composition/open-perfex.ts";
import { publishMetadata } from "../composition/publish-metadata.ts";
import { renewSearch, upgradeOrganizations } from "../composition/upgrade.ts";
import { showPlan } from "./plan.ts";
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
    const applied = await publish(perfex, organization, folder, {
      allowDestructive: options["allow-destructive"] === true,
      ...(options.reason !== undefined && { reason: options.reason }),
    });
    showPlan(terminal, applied);
    terminal.say({
      fr: `Révision ${applied.revision} en vigueur pour ${organization.slug}.`,
      en: `Revision ${applied.revision} is in force for ${organization.slug}.`,
    });
    return 0;
  });
};

/** The metadata of a folder join the organization's own. */
export async function publish(
  perfex: Perfex,
  organization: KnownOrganization,
  folder: string | undefined,
  options: { readonly allowDestructive?: boolean; readonly reason?: string },
) {
  return publishMetadata(perfex, organization, await layersWith(perfex, organization, folder), options);
}
