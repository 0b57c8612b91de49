import { findOrganization } from "../../identity/index.ts";
import type { CommandRun } from "../command-line/command.ts";
import { parseOptions } from "../command-line/parse-options.ts";
import { createSeedTarget } from "../seeding/seed-target.ts";
import { loadDemo } from "../seeding/seeds.ts";
import { withPerfex } from "./with-perfex.ts";

/** Loads the demo company's business into an organization that exists. */
export const seed: CommandRun = async (args, terminal) => {
  const { options } = parseOptions(args, { data: "string", organization: "string" });
  return withPerfex(options.data, async ({ db, documents, contexts }) => {
    const organization = await findOrganization(db, options.organization);
    const { seedDemo } = await loadDemo();
    const ctx = await contexts.ofSystem(organization, "demo data");
    await seedDemo(createSeedTarget(documents, ctx), ({ label, done, total }) =>
      terminal.progress({ fr: `${label.fr} ${done}/${total}`, en: `${label.en} ${done}/${total}` }),
    );
    terminal.progress(null);
    return 0;
  });
};
