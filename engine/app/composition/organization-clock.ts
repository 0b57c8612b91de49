import { type Database, type OrganizationRef, sql } from "../../database/index.ts";
import { Arriving, type Clock, clockIn, type Soon, systemClock } from "../../kernel/index.ts";

/** A changed time zone counts from then on. */
const TRUST_MS = 60_000;

/** Clocks of organizations, by the time zone in their settings. */
export function createOrganizationClocks(db: Database): (organization: OrganizationRef) => Soon<Clock> {
  const known = new Map<string, { readonly clock: Arriving<Clock>; readonly until: number }>();
  return (organization) => {
    const entry = known.get(organization.id);
    if (entry && entry.until > Date.now()) return entry.clock.soon;
    for (const [id, { until }] of known) if (until <= Date.now()) known.delete(id);
    const clock = readTimeZone(db, organization).then((timeZone) => clockIn(timeZone));
    known.set(organization.id, { clock: new Arriving(clock), until: Date.now() + TRUST_MS });
    // A day that could not be read is asked for again: another one would be wrong for as long as it is trusted.
    clock.catch(() => known.delete(organization.id));
    return clock;
  };
}

/** The default where the settings say nothing, or nothing that names a time zone. Raises what the database raises. */
function readTimeZone(db: Database, organization: OrganizationRef): Promise<string> {
  return db.read(organization, async (connection) => {
    const [settings] = await connection.query<{ exist: boolean }>(
      sql`select to_regclass('organization') is not null as exist`,
    );
    if (!settings?.exist) return systemClock.timeZone;
    const [row] = await connection.query<{ time_zone: string | null }>(
      sql`select to_jsonb(organization) ->> 'time_zone' as time_zone from organization`,
    );
    return row?.time_zone && isTimeZone(row.time_zone) ? row.time_zone : systemClock.timeZone;
  });
}

function isTimeZone(name: string): boolean {
  try {
    systemClock.today(name);
    return true;
  } catch {
    return false;
  }
}
