import { findPerson, hasMark, isAnybodyThere, organizationWanted, setMark } from "../../identity/index.ts";
import type { Terminal } from "../command-line/terminal.ts";
import type { Perfex, PerfexOptions } from "../composition/open-perfex.ts";
import { createSeedTarget } from "./seed-target.ts";
import { hasDemo, loadDemo } from "./seeds.ts";
import { withQuickPerfex } from "./with-quick-perfex.ts";

/** Known to everybody: it is for a first look on one's own machine, and `--empty` leaves it out. */
export const DEMO_LOGIN = {
  email: "demo@perfex.example",
  password: "perfex-first-look",
  name: "Camille Demo",
} as const;

/**
 * Makes the demo company when there is nobody and nothing yet. One whose loading was interrupted is made again from the start.
 * Returns whether the demo login can be used.
 */
export async function seedDemoIfEmpty(perfex: Perfex, options: PerfexOptions, terminal: Terminal): Promise<boolean> {
  const state = await demoState(perfex);
  if (state === "ready") return true;
  if (state === "not wanted" || !hasDemo()) return false;
  if (state === "half made") await perfex.people.accounts.remove(DEMO_LOGIN.email);
  await withQuickPerfex(perfex.db.url, options, (quick) => seedDemoCompany(quick, terminal));
  await setMark(perfex.db, DONE_MARK);
  return true;
}

/** Mark of a finished load, so that an interrupted one is told from a complete one. */
const DONE_MARK = "demo_loaded";

async function demoState({ db }: Perfex): Promise<"empty" | "half made" | "ready" | "not wanted"> {
  const [isInhabited, demo] = await db.read(null, async (connection) => [
    await isAnybodyThere(connection),
    await findPerson(connection, DEMO_LOGIN.email),
  ]);
  if (!isInhabited) return "empty";
  if (!demo) return "not wanted";
  return (await hasMark(db, DONE_MARK)) ? "ready" : "half made";
}

export async function seedDemoCompany(perfex: Perfex, terminal: Terminal): Promise<void> {
  const { documents, contexts, people } = perfex;
  const { seedDemo, DEMO_COMPANY } = await loadDemo();
  const { id: userId } = await people.accounts.save(DEMO_LOGIN);
  const organization = await people.organizations.create(userId, organizationWanted(DEMO_COMPANY));
  const ctx = await contexts.ofUser(organization.id, userId, "demo");
  await seedDemo(createSeedTarget(documents, ctx), ({ label, done, total }) =>
    terminal.progress({ fr: `${label.fr} ${done}/${total}`, en: `${label.en} ${done}/${total}` }),
  );
}
