import { type IsoDate, systemClock } from "../../engine/kernel/index.ts";
import type { OnSeedProgress, SeedTarget } from "../types.ts";
import { demoStart } from "./calendar.ts";
import { COMPANY_DETAILS, type DemoCompany } from "./company.ts";
import { planDemo } from "./plan-demo.ts";
import { writeDemo } from "./write-demo.ts";

/** How the demo company is created on the given day: its books start 24 months back. */
export function demoCompany(today: IsoDate): DemoCompany {
  return { name: COMPANY_DETAILS.name, slug: "demo", country: "FR", fiscal_year_start: demoStart(today) };
}

export const DEMO_COMPANY: DemoCompany = demoCompany(systemClock.today());

/**
 * Gives an organization seeded for France 24 months of business up to `today`: 300 parties, 60 items, 1,500 invoices,
 * credit notes, payments, journal entries, and a first year that is closed. The same for the same day.
 */
export async function seedDemo(
  target: SeedTarget,
  onProgress: OnSeedProgress = () => {},
  today: IsoDate = systemClock.today(),
): Promise<void> {
  await writeDemo(target, planDemo(today), onProgress);
}
