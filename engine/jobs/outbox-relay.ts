import { setTimeout as sleep } from "node:timers/promises";
import { type Database, ident, type OrganizationRef, sql, type Transaction } from "../database/index.ts";
import type { JobQueue, OutboxEvent, OutboxSubscriber } from "./types.ts";

export const CHANGES_CHANNEL = "perfex_changes";
const BATCH = 500;
/** Postgres carries at most 8,000 bytes in one notification. */
const EVENTS_PER_NOTIFICATION = 40;
/**
 * Rest between two batches of one organization. The first event of a quiet time leaves at once; of many, some hundred share a
 * transaction and a notification, instead of costing as much as the write they tell of.
 */
const REST_MS = 100;

/** What live updates are told: no values, only which document moved. */
export interface ChangeNotice {
  readonly organization: string;
  readonly changes: readonly Pick<OutboxEvent, "event" | "document_type" | "document_id" | "version">[];
}

export interface OutboxRelayPorts {
  readonly db: Database;
  readonly queue: Pick<JobQueue, "hand">;
  readonly subscribers: readonly OutboxSubscriber[];
  organizations(): Promise<readonly OrganizationRef[]>;
  report(what: string, error: unknown): void;
}

export interface OutboxRelay {
  /** Says that the organization has something to send; returns at once. */
  wake(organization: OrganizationRef): void;
  /** Sends what every organization has left over, e.g. from before a crash. */
  sweep(): Promise<void>;
  /** Waits for what is under way. */
  idle(): Promise<void>;
}

/**
 * Moves events out of the organizations' outboxes: deliveries are put into the queue and everybody who watches is notified in the
 * same transaction that takes the rows away, so an event is neither lost nor handed over twice.
 */
export function createOutboxRelay(ports: OutboxRelayPorts): OutboxRelay {
  /** One run per organization at a time; a wake-up meanwhile asks for one more. */
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const restedAt = new Map<string, number>();

  async function drain(organization: OrganizationRef): Promise<void> {
    do {
      const rest_ms = (restedAt.get(organization.id) ?? 0) - performance.now();
      if (rest_ms > 0) await sleep(rest_ms);
      again.delete(organization.id);
      while ((await relayBatch(ports, organization)) === BATCH);
      restedAt.set(organization.id, performance.now() + REST_MS);
    } while (again.has(organization.id));
  }

  function wake(organization: OrganizationRef): Promise<void> {
    const present = running.get(organization.id);
    if (present) {
      again.add(organization.id);
      return present;
    }
    const run = drain(organization)
      .catch((error) => ports.report(`outbox of ${organization.schema}`, error))
      .finally(() => running.delete(organization.id));
    running.set(organization.id, run);
    return run;
  }

  return {
    wake: (organization) => void wake(organization),
    async sweep() {
      for (const organization of await ports.organizations()) await wake(organization);
    },
    async idle() {
      await Promise.all(running.values());
    },
  };
}

/** Returns how many events left. */
async function relayBatch(ports: OutboxRelayPorts, organization: OrganizationRef): Promise<number> {
  const outbox = ident(organization.schema, "outbox");
  const relay = async (tx: Transaction) => {
    const events = await tx.query<OutboxEvent>(sql`
      with taken as (
        delete from ${outbox} where id in (select id from ${outbox} order by id limit ${BATCH} for update skip locked) returning *)
      select id, event, document_type, document_id, version, payload, created_at from taken order by id`);
    if (events.length === 0) return 0;
    for (const event of events) {
      for (const subscriber of ports.subscribers) {
        if (!subscriber.wants(organization, event)) continue;
        await ports.queue.hand(tx, subscriber.delivery, event.id, {
          organization: organization.id,
          event: { ...event },
        });
      }
    }
    const notices = noticesOf(organization, events).map((notice) => JSON.stringify(notice));
    await tx.query(sql`select pg_notify(${CHANGES_CHANNEL}, notice) from unnest(${notices}::text[]) as notice`);
    return events.length;
  };
  return ports.db.transaction(null, relay, { isDurable: false });
}

function noticesOf(organization: OrganizationRef, events: readonly OutboxEvent[]): ChangeNotice[] {
  const notices: ChangeNotice[] = [];
  for (let start = 0; start < events.length; start += EVENTS_PER_NOTIFICATION) {
    const changes = events
      .slice(start, start + EVENTS_PER_NOTIFICATION)
      .map(({ event, document_type, document_id, version }) => ({ event, document_type, document_id, version }));
    notices.push({ organization: organization.id, changes });
  }
  return notices;
}
