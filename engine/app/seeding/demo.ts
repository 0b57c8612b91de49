import { sql } from "../../database/index.ts";
import { mustExist, systemClock } from "../../kernel/index.ts";
import type { Terminal } from "../command-line/terminal.ts";
import type { Perfex, PerfexOptions } from "../composition/open-perfex.ts";
import { createSeedTarget } from "./seed-target.ts";
import { type DemoCompany, hasDemo, loadDemo } from "./seeds.ts";
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
  if (state === "half made") await discardDemo(perfex);
  await withQuickPerfex(perfex.db.url, options, (quick) => seedDemoCompany(quick, terminal));
  await perfex.db.read(null, (connection) =>
    connection.query(sql`insert into platform.secrets (name, value) values (${DONE_MARK}, '') on conflict do nothing`),
  );
  return true;
}

/** Mark of a finished load, so that an interrupted one is told from a complete one. */
const DONE_MARK = "demo_loaded";

async function demoState({ db }: Perfex): Promise<"empty" | "half made" | "ready" | "not wanted"> {
  const [row] = await db.read(null, (connection) =>
    connection.query<{ people: string; demo: boolean; done: boolean }>(sql`
      select (select count(*) from platform.users) as people,
        exists (select 1 from platform.users where email_key = ${DEMO_LOGIN.email}) as demo,
        exists (select 1 from platform.secrets where name = ${DONE_MARK}) as done`),
  );
  const { people, demo, done } = mustExist(row, "state of the demo");
  if (Number(people) === 0) return "empty";
  if (!demo) return "not wanted";
  return done ? "ready" : "half made";
}

async function discardDemo({ db, provisioner }: Perfex): Promise<void> {
  const organizations = await db.read(null, (connection) =>
    connection.query<{ id: string; schema: string }>(sql`
      select o.id, o.schema from platform.organizations o join platform.users u on u.id = o.created_by
      where u.email_key = ${DEMO_LOGIN.email}`),
  );
  for (const organization of organizations) {
    await provisioner.discard(organization);
    await db.read(null, (connection) =>
      connection.query(sql`delete from platform.organizations where id = ${organization.id}`),
    );
  }
  await db.read(null, (connection) =>
    connection.query(sql`delete from platform.users where email_key = ${DEMO_LOGIN.email}`),
  );
}

export async function seedDemoCompany(perfex: Perfex, terminal: Terminal): Promise<void> {
  const { documents, contexts, people } = perfex;
  const { seedDemo, DEMO_COMPANY } = await loadDemo();
  const { id: userId } = await people.accounts.save(DEMO_LOGIN);
  const { slug, name, country, fiscalYearStart } = DEMO_COMPANY ?? defaultCompany();
  const organization = await people.organizations.create(userId, {
    name,
    slug,
    country,
    ...(fiscalYearStart !== undefined && { fiscal_year_start: fiscalYearStart }),
  });
  const ctx = await contexts.ofUser(organization.id, userId, "demo");
  await seedDemo(createSeedTarget(documents, ctx), ({ label, done, total }) =>
    terminal.progress({ fr: `${label.fr} ${done}/${total}`, en: `${label.en} ${done}/${total}` }),
  );
}

function defaultCompany(): DemoCompany {
  const fiscalYearStart = `${Number(systemClock.today().slice(0, 4)) - 2}-01-01`;
  return { name: "Démo", slug: "demo", country: "FR", fiscalYearStart };
}
