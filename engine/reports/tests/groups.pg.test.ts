import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Report } from "../../contract/index.ts";
import { type ClubDatabase, createClubDatabase } from "../../database/query/tests/club-database.ts";
import { newId } from "../../kernel/index.ts";
import { type ReportRequest, runDefinition } from "../index.ts";
import { reportOf, reportRegistry } from "./club-reports.ts";
import { enterPoints, requestOf } from "./club-season.ts";

const registry = reportRegistry();
const [TWIN, OTHER_TWIN, BOB, OLD, EVEN] = [newId(), newId(), newId(), newId(), newId()].toSorted() as [
  string,
  string,
  string,
  string,
  string,
];

let club: ClubDatabase;
beforeAll(async () => {
  club = await createClubDatabase(registry, "report-groups");
  await club.insert("member", [
    { id: TWIN, name: "Twin", grade: "a" },
    { id: OTHER_TWIN, name: "Twin", grade: "b" },
    { id: BOB, name: "Bob", grade: "b" },
    { id: OLD, name: "Old", grade: "a" },
    { id: EVEN, name: "Even" },
  ]);
  await enterPoints(club, [
    { date: "2026-04-30", member: BOB, won: "5" },
    { date: "2026-05-01", member: BOB, won: "3" },
    { date: "2026-05-02", member: BOB, lost: "1" },
    { date: "2026-04-01", member: OLD, won: "4" },
    { date: "2026-04-02", member: EVEN, won: "2", lost: "2" },
    { date: "2026-05-01", member: TWIN, won: "1" },
    { date: "2026-05-03", member: TWIN, won: "1" },
    { date: "2026-05-02", member: OTHER_TWIN, won: "10" },
  ]);
});
afterAll(() => club?.drop());

const label = { fr: "x", en: "x" };
const points = reportOf("points_of_member");
const GROUPED: Report = {
  ...points,
  dimensions: {
    member: { label, value: "member" },
    grade: { label, value: "member.grade", hidden: true },
    date: { label, value: "date" },
  },
  measures: {
    won: { label, value: "won", type: "decimal" },
    lost: { label, value: "lost", type: "decimal" },
    balance: { label, value: "won - lost", type: "decimal", running: true, restarts: "member", total: "sum" },
  },
  order: ["member", "date"],
  group: { by: "member", with: ["grade"] },
};
const MAY = { from: "2026-05-01", to: "2026-05-31" };
const run = (report: Report, request: ReportRequest = {}) =>
  runDefinition(requestOf(club, registry, "manager"), report, { params: MAY, ...request });

describe("groups", () => {
  test("have their opening and their total; a balance without rows is told, what was settled is not", async () => {
    const { groups, rows, row_count } = await run(GROUPED);
    const shown = groups?.map(({ values, opening, totals, ...rest }) => ({
      member: (values["member"] as { title: string }).title,
      grade: values["grade"],
      opening: opening?.["balance"],
      won: totals["won"],
      balance: totals["balance"],
      ...rest,
    }));
    const whole = { begins: true, ends: true };
    expect(shown).toEqual([
      { member: "Bob", grade: "b", opening: "5", won: "3", balance: "7", row_count: 2, rows: 2, ...whole },
      { member: "Old", grade: "a", opening: "4", won: "0", balance: "4", row_count: 0, rows: 0, ...whole },
      { member: "Twin", grade: "a", opening: "0", won: "2", balance: "2", row_count: 2, rows: 2, ...whole },
      { member: "Twin", grade: "b", opening: "0", won: "10", balance: "10", row_count: 1, rows: 1, ...whole },
    ]);
    expect(row_count).toBe(5);
    // Rows of two members of one name do not mix.
    expect(rows.map(({ member }) => (member as { id: string }).id)).toEqual([BOB, BOB, TWIN, TWIN, OTHER_TWIN]);
  });

  test("pages of any length tell each group's heading, rows and total once, and totals over all its rows", async () => {
    const whole = await run(GROUPED);
    const keyOf = (group: NonNullable<typeof whole.groups>[number]) => JSON.stringify(group.values);
    for (const limit of [1, 2, 3, 5]) {
      const pages = await Promise.all([0, 1, 2, 3, 4].map((page) => run(GROUPED, { limit, offset: page * limit })));
      const parts = pages.flatMap(({ groups }) => groups ?? []);
      const keys = (part: "begins" | "ends") => parts.filter((group) => group[part]).map(keyOf);
      expect(keys("begins")).toEqual(whole.groups!.map(keyOf));
      expect(keys("ends")).toEqual(whole.groups!.map(keyOf));
      for (const { groups, rows } of pages)
        expect(groups!.reduce((sum, group) => sum + group.rows, 0)).toBe(rows.length);
      for (const part of parts) {
        const same = whole.groups!.find((group) => keyOf(group) === keyOf(part))!;
        expect([part.totals, part.opening, part.row_count]).toEqual([same.totals, same.opening, same.row_count]);
      }
    }
  });

  test("descend with the order, and sum up summaries too", async () => {
    const summary: Report = {
      ...GROUPED,
      kind: "summary",
      opening: undefined,
      dimensions: { grade: { label, value: "member.grade" }, member: { label, value: "member" } },
      measures: {
        won: { label, aggregate: "sum", value: "won", type: "decimal" },
        most: { label, aggregate: "max", value: "won", type: "decimal" },
        share: { label, formula: "won / 2", type: "decimal", total: "formula" },
      },
      order: ["-grade", "member"],
      group: { by: "grade" },
    };
    const { groups } = await run(summary);
    expect(groups?.map(({ values, opening, totals, rows }) => [values, opening, totals, rows])).toEqual([
      [{ grade: "b" }, null, { won: "13", most: "10", share: "6.5" }, 2],
      [{ grade: "a" }, null, { won: "2", most: "1", share: "1" }, 1],
    ]);
  });

  test("without the order that puts their rows together they are refused", async () => {
    await expect(run({ ...GROUPED, order: ["date"] })).rejects.toMatchObject({ code: "REPORT_INVALID" });
    await expect(run({ ...GROUPED, group: { by: "nothing" } })).rejects.toMatchObject({ code: "REPORT_INVALID" });
  });
});
