import { previewPlan } from "../../database/index.ts";
import { findOrganization, listOrganizations } from "../../identity/index.ts";
import { diffLayers } from "../../registry/index.ts";
import type { CommandRun } from "../command-line/command.ts";
import { parseOptions } from "../command-line/parse-options.ts";
import { layersInForce, layersWith } from "../composition/layers.ts";
import { showPlan } from "./show-plan.ts";
import { withPerfex } from "./with-perfex.ts";

/** What `apply` would do, and nothing more. Exit code 1 when the data stand against it. */
export const plan: CommandRun = async (args, terminal) => {
  const { options, words } = parseOptions(args, { data: "string", organization: "string" });
  return withPerfex(options.data, async ({ db, base, registries }) => {
    const isOne = options.organization !== undefined || words[0] !== undefined;
    let isRefused = false;
    const wanted = isOne ? [await findOrganization(db, options.organization)] : await listOrganizations(db);
    for (const organization of wanted) {
      const { layers: inForce } = await layersInForce(db, organization);
      const { layers, paths } = layersWith(inForce, words[0]);
      terminal.print(`${organization.slug}`);
      const tables = await previewPlan(db, organization, registries.preview(layers, paths));
      showPlan(terminal, diffLayers(base, inForce, layers), tables);
      isRefused ||= tables.refusals.length > 0;
    }
    return isRefused ? 1 : 0;
  });
};
