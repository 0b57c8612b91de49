import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type ClubDatabase, createClubDatabase } from "../../database/query/tests/club-database.ts";
import { Decimal, newId } from "../../kernel/index.ts";
import { SEED } from "../../kernel/tests/seed.ts";
import { rollUpLedgers } from "../../ledgers/index.ts";
import { drillReport, runReport } from "../index.ts";
import { reportRegistry } from "./club-reports.ts";
import { enterPoints, requestOf } from "./club-season.ts";

const registry = reportRegistry();
const pick = <T>(values: readonly T[], index: number): T => values[index % values.length]!;
const TOWNS = ["Metz", "Nancy"].map((name) => ({ id: newId(), name }));
const MEMBERS = Array.from({ length: 7 }, (_, index) => {
  return {
    id: newId(),
    name: `member ${index}`,
    town: pick([TOWNS[0]!.id, TOWNS[1]!.id, null], index),
    grade: pick(["a", "b", null], index),
  };
});
const day = (index: number) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);

let club: ClubDatabase;
beforeAll(async () => {
  club = await createClubDatabase(registry, "report-drill");
  await club.insert("town", TOWNS);
  await club.insert("member", MEMBERS);
  const points = Array.from({ length: 90 }, (_, index) => {
    const { id, town } = pick(MEMBERS, index * 3);
    return {
      date: day(index * 5 - 250),
      member: id,
      town,
      won: `${index}.${index % 10}`,
      lost: `${(index * 7) % 13}.25`,
    };
  });
  await enterPoints(club, points.slice(0, 70));
  await rollUpLedgers(club.db, club.organization, registry);
  await enterPoints(club, points.slice(70));
  const bookings = Array.from({ length: 40 }, (_, index) => {
    return {
      id: newId(),
      docstatus: pick(["draft", "submitted", "cancelled"], index),
      member: pick(MEMBERS, index).id,
      day: day(index * 4),
      net: index % 5 === 0 ? null : `${index}.10`,
    };
  });
  await club.insert("booking", bookings);
  await club.insert(
    "booking__lines",
    bookings.flatMap(({ id }, index) =>
      [1, 2].map((position) => ({
        id: newId(),
        parent: id,
        position,
        court: pick(["one", "two"], index + position),
        hours: `${position}.5`,
        guest: pick([MEMBERS[0]!.id, null], index),
      })),
    ),
  );
});
afterAll(() => club?.drop());

const REPORTS = ["standing", "points_by_month", "bookings", "hours"] as const;
const SUMMED: Readonly<Record<(typeof REPORTS)[number], readonly string[]>> = {
  standing: ["won", "lost"],
  points_by_month: ["won", "moves"],
  bookings: ["bookings", "with_price", "net"],
  hours: ["hours", "rows"],
};

const plus = (values: readonly unknown[]) =>
  values.reduce<Decimal>((total, value) => total.plus(String(value ?? 0)), new Decimal(0));

describe("drill-down", () => {
  test("the rows behind every figure add up to it, for every report, period and reader", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...REPORTS),
        fc.constantFrom("manager", "coach"),
        fc.integer({ min: 0, max: 180 }),
        fc.integer({ min: 0, max: 180 }),
        fc.nat(),
        async (report, role, from, to, chosen) => {
          if (report === "points_by_month" && role === "coach") return;
          const ctx = requestOf(club, registry, role);
          const isDated = report === "standing" || report === "points_by_month";
          const params = isDated ? { from: day(from), to: day(to) } : {};
          const { rows } = await runReport(ctx, report, { params, ...(isDated ? { compare: "previous_year" } : {}) });
          const row = rows[chosen % Math.max(1, rows.length)];
          if (!row) return;
          const measures = SUMMED[report].flatMap((id) => (isDated ? [id, `${id}__previous`] : [id]));
          for (const measure of measures) {
            const base = measure.replace("__previous", "");
            const drill = await drillReport(ctx, report, { params, row, measure, limit: 10_000 });
            expect(plus(drill.rows.map(({ values }) => values[base])).toFixed()).toBe(plus([row[measure]]).toFixed());
            expect(drill.totals[base]).toEqual(row[measure]);
            expect(drill.row_count).toBe(drill.rows.length);
          }
        },
      ),
      { numRuns: 120, seed: SEED },
    );
  });

  test("the rows behind the totals of a report without `having` add up to them", async () => {
    const ctx = requestOf(club, registry, "manager");
    const { totals } = await runReport(ctx, "hours");
    const drill = await drillReport(ctx, "hours", { row: {}, measure: "hours", limit: 1 });
    expect(drill.totals["hours"]).toBe(totals?.["hours"]);
    expect(drill.row_count).toBe(80);
  });
});
