import { findOrganization, listOrganizations } from "../../identity/index.ts";
import type { CommandRun } from "../command-line/command.ts";
import { parseOptions } from "../command-line/parse-options.ts";
import { verifyOrganization } from "../verify/verify-organization.ts";
import { withPerfex } from "./with-perfex.ts";

/** Exit code 1 when an invariant is broken anywhere. */
export const verify: CommandRun = async (args, terminal) => {
  const { options } = parseOptions(args, { data: "string", organization: "string" });
  return withPerfex(options.data, async ({ db, registries }) => {
    const wanted =
      options.organization === undefined
        ? await listOrganizations(db)
        : [await findOrganization(db, options.organization)];
    let broken = 0;
    for (const organization of wanted) {
      const registry = await registries.current(organization.id);
      terminal.print(organization.slug);
      for (const { title, rows } of await verifyOrganization(db, organization, registry)) {
        terminal.print(`  ${rows.length === 0 ? "✓" : "✗"} ${terminal.text(title)}`);
        for (const row of rows.slice(0, 20)) terminal.print(`      ${JSON.stringify(row)}`);
        if (rows.length > 0) broken += 1;
      }
    }
    return broken > 0 ? 1 : 0;
  });
};
