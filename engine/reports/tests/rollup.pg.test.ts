import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { rollUpAll } from "../../../tests/support/roll-up-all.ts";
import type { Report } from "../../contract/index.ts";
import { rawSql } from "../../database/index.ts";
import { systemReadAccess } from "../../database/query/index.ts";
import { type ClubDatabase, createClubDatabase } from "../../database/query/tests/club-database.ts";
import { newId } from "../../kernel/index.ts";
import { SEED } from "../../kernel/tests/seed.ts";
import { rollUpLedgers } from "../../ledgers/index.ts";
import { checkReadable, compileReport } from "../run/compile-report.ts";
import { monthlyReads } from "../sql/rollup/monthly-reads.ts";
import type { ReportResult } from "../types.ts";
import { reportOf, reportRegistry } from "./club-reports.ts";
import { type Entry, enterPoints } from "./club-season.ts";

const registry = reportRegistry();
const access = systemReadAccess({ id: "", email: "", roles: [] });
const TOWNS = [newId(), newId()];
const MEMBERS = [newId(), newId(), newId()];

let club: ClubDatabase;
beforeAll(async () => {
  club = await createClubDatabase(registry, "report-rollup");
  await club.insert(
    "town",
    TOWNS.map((id, index) => ({ id, name: `town ${index}` })),
  );
  await club.insert(
    "member",
    MEMBERS.map((id, index) => ({ id, name: `member ${index}`, grade: index === 0 ? "a" : null })),
  );
});
afterAll(() => club?.drop());

type Answer = Pick<ReportResult, "rows" | "totals" | "row_count">;

function answer(report: Report, params: ReadonlyMap<string, string | null>, useRollup: boolean): Promise<Answer> {
  const checked = checkReadable(registry, report, access);
  const options = { limit: 1000, offset: 0, useRollup };
  return club.answer(compileReport(registry, checked, params, access, options));
}

const days = fc
  .integer({ min: 0, max: 180 })
  .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
const edges = fc.constantFrom("2026-01-01", "2026-01-31", "2026-02-28", "2026-03-01", "2026-06-30", "2025-12-31");
const amounts = fc
  .integer({ min: 0, max: 99999 })
  .map((cents) => `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, "0")}`);
const entries = fc.array(
  fc.record({
    date: fc.oneof(days, edges),
    member: fc.constantFrom(...MEMBERS),
    town: fc.constantFrom(...TOWNS, null),
    won: amounts,
    lost: amounts,
  }) as fc.Arbitrary<Entry>,
  { minLength: 1, maxLength: 12 },
);

describe("monthly sums", () => {
  test("a report answers the same from roll-up and tail as from the entries, whatever the dates and the horizon", async () => {
    const periods = fc.tuple(fc.oneof(days, edges), fc.oneof(days, edges));
    const questions = fc.record({ period: periods, town: fc.constantFrom(null, ...TOWNS), rollUp: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(entries, fc.array(questions, { minLength: 1, maxLength: 3 }), async (added, asked) => {
        await enterPoints(club, added);
        for (const {
          period: [from, to],
          town,
          rollUp,
        } of asked) {
          if (rollUp) await rollUpLedgers(club.db, club.organization, registry);
          const params = new Map([
            ["from", from],
            ["to", to],
            ["town", town],
          ]);
          for (const report of [reportOf("standing"), MONTHS]) {
            expect(await answer(report, params, true)).toEqual(await answer(report, params, false));
          }
        }
      }),
      { numRuns: 40, seed: SEED },
    );
    // A transaction open in another database of the server may have held every roll-up back so far.
    expect(await rollUpAll(club.db, club.organization, registry, "points")).toBe(0);
    const [{ months }] = (await club.read((connection) =>
      connection.query<{ months: string }>({
        text: "select count(*)::text as months from ledger_points__rollup",
        values: [],
      }),
    )) as [{ months: string }];
    expect(Number(months)).toBeGreaterThan(10);
  });

  test("the entries of rolled-up months are not read", async () => {
    const checked = checkReadable(registry, reportOf("standing"), access);
    const params = new Map([
      ["from", "2026-01-01"],
      ["to", "2026-06-30"],
      ["town", null],
    ]);
    const { text, values } = compileReport(registry, checked, params, access, { limit: 10, offset: 0 });
    expect(text).toContain('from "ledger_points__rollup" _sum where');
    expect(text).toContain("xact >= (select xact from ledger_horizon where ledger = 'points')");
    const plan = await club.db.transaction(club.organization, async (tx) => {
      await tx.query(rawSql("set local enable_seqscan = off"));
      return await tx.query({ text: `explain ${text}`, values });
    });
    expect(JSON.stringify(plan)).toContain("ledger_points.xact.index");
  });
});

const MONTHS = {
  ...reportOf("points_by_month"),
  order: [],
  measures: { won: reportOf("points_by_month").measures["won"]! },
} as Report;

describe("which reports monthly sums can answer", () => {
  const { standing, byMonth } = { standing: reportOf("standing"), byMonth: MONTHS };
  const with_ = (report: Report, change: object): Report => ({ ...report, ...change });
  const measure = (change: object) => ({ won: { ...standing.measures["won"], where: undefined, ...change } });
  const reads = (report: Report) => monthlyReads(checkReadable(registry, report, access), registry.ledger("points"));

  test.each<[string, Report]>([
    ["sums between bounds by roll-up dimensions and what they link to", standing],
    ["months", byMonth],
    ["quarters", with_(byMonth, { dimensions: { quarter: { ...byMonth.dimensions["month"], bucket: "quarter" } } })],
    ["the month of the date", with_(byMonth, { where: "year(date) == 2026 && start_of_month(date) >= params.from" })],
    [
      "a choice of measures",
      with_(standing, { measures: measure({ value: "town == null ? won : 0 - lost" }), having: undefined, order: [] }),
    ],
    ["bounds that are computed", with_(byMonth, { where: "date >= add_months(params.from, -12) && params.to > date" })],
  ])("%s", (_, report) => {
    expect(reads(report)).not.toBeNull();
  });

  const change = (more: object) => with_(standing, { order: [], having: undefined, ...more });
  test.each<[string, Report]>([
    ["counts", change({ measures: measure({ aggregate: "count" }) })],
    ["averages", change({ measures: measure({ aggregate: "avg" }) })],
    ["products of measures", change({ measures: measure({ value: "won * lost" }) })],
    ["sums with a constant", change({ measures: measure({ value: "won + 1" }) })],
    ["conditions on a measure", change({ measures: measure({ where: "won > 1" }) })],
    ["other dimensions", change({ where: "remark != null" })],
    ["the document", change({ where: "document_type == 'booking'" })],
    ["days", with_(byMonth, { dimensions: { day: { ...byMonth.dimensions["month"], bucket: "day" } } })],
    ["the date itself", with_(byMonth, { dimensions: { day: { ...byMonth.dimensions["month"], bucket: undefined } } })],
    ["a day of the month", change({ where: "day(date) == 1", measures: measure({}) })],
    ["a bound that depends on the entry", change({ where: "date >= member.born_on", measures: measure({}) })],
  ])("not %s", (_, report) => {
    expect(reads(report)).toBeNull();
  });

  test("days at which a condition changes its answer are told exactly", () => {
    const bounds = (where: string) =>
      reads(with_(byMonth, { where }))?.bounds.map(({ isAfter }) => (isAfter ? "after" : "from"));
    expect(bounds("date < params.to")).toEqual(["from"]);
    expect(bounds("date <= params.to")).toEqual(["after"]);
    expect(bounds("date > params.to")).toEqual(["after"]);
    expect(bounds("date >= params.to")).toEqual(["from"]);
    expect(bounds("params.to > date")).toEqual(["from"]);
    expect(bounds("params.to <= date")).toEqual(["from"]);
    expect(bounds("params.to < date")).toEqual(["after"]);
    expect(bounds("date == params.to")?.sort()).toEqual(["after", "from"]);
  });
});
