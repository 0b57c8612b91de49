import { type Database, type OrganizationRef, sql } from "../../database/index.ts";
import { type Clock, systemClock } from "../../kernel/index.ts";

const DEFAULT_TIME_ZONE = "Europe/Paris";
/** A changed time zone counts from then on. */
const TRUST_MS = 60_000;

/** The real time; "today" is the calendar date where the organization is. */
export function clockIn(ownTimeZone: string): Clock {
  return { now: systemClock.now, today: (timeZone = ownTimeZone) => systemClock.today(timeZone) };
}

/** Clocks of organizations, by the time zone in their settings. */
export function createOrganizationClocks(db: Database): (organization: OrganizationRef) => Promise<Clock> {
  const known = new Map<string, { readonly clock: Promise<Clock>; readonly until: number }>();
  return (organization) => {
    const entry = known.get(organization.id);
    if (entry && entry.until > Date.now()) return entry.clock;
    const clock = readTimeZone(db, organization).then(clockIn);
    known.set(organization.id, { clock, until: Date.now() + TRUST_MS });
    return clock;
  };
}

/** The default where the settings say nothing, or nothing that names a time zone. */
async function readTimeZone(db: Database, organization: OrganizationRef): Promise<string> {
  try {
    const [row] = await db.read(organization, (c) =>
      c.query<{ time_zone: string | null }>(sql`select time_zone from organization`),
    );
    const timeZone = row?.time_zone ?? DEFAULT_TIME_ZONE;
    // Throws where there is no such time zone.
    systemClock.today(timeZone);
    return timeZone;
  } catch {
    return DEFAULT_TIME_ZONE;
  }
}
