import type { ClubDatabase, Row } from "../../database/query/tests/club-database.ts";
import { createRequestContext, type RequestContext } from "../../documents/index.ts";
import { fixedClock, newId } from "../../kernel/index.ts";
import type { Registry } from "../../registry/index.ts";

export interface Entry {
  readonly date: string;
  readonly member: string;
  readonly town?: string | null;
  readonly remark?: string;
  readonly won?: string;
  readonly lost?: string;
  /** The booking it comes from; a made-up one unless told. */
  readonly document?: string;
}

let number = 0;

/** Enters points in one transaction: one posting per entry, of a made-up document. */
export async function enterPoints(club: ClubDatabase, entries: readonly Entry[]): Promise<void> {
  const rows = entries.map(({ document = newId(), ...entry }) => {
    const posting = newId();
    number += 1;
    const head: Row = {
      id: posting,
      ledger: "points",
      document_type: "booking",
      document_id: document,
      document_number: `N-${String(number).padStart(5, "0")}`,
      date: entry.date,
      kind: "post",
      created_at: "2026-01-01T00:00:00Z",
    };
    return { head, entry: { won: "0", lost: "0", ...entry, id: newId(), posting, line: 1 } };
  });
  await club.insertTogether([
    ["posting", rows.map(({ head }) => head)],
    ["ledger_points", rows.map(({ entry }) => entry)],
  ]);
}

/** A request of somebody with these roles, on 20 June 2026. */
export function requestOf(club: ClubDatabase, registry: Registry, ...roles: string[]): RequestContext {
  return createRequestContext({
    db: club.db,
    organization: club.organization,
    registry,
    principal: {
      kind: "user",
      id: "018f0000-0000-7000-8000-0000000000aa",
      email: "ann@club.test",
      roles,
      language: "en",
    },
    clock: fixedClock("2026-06-20"),
    requestId: "test",
  });
}
