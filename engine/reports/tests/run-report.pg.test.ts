import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type ClubDatabase, createClubDatabase } from "../../database/query/tests/club-database.ts";
import { newId } from "../../kernel/index.ts";
import { drillReport, exportReport, type ReportRequest, runDefinition, runReport } from "../index.ts";
import { reportOf, reportRegistry } from "./club-reports.ts";
import { enterPoints, requestOf } from "./club-season.ts";

const registry = reportRegistry();
const [METZ, NANCY] = [newId(), newId()];
const [ANN, BOB, CY] = [newId(), newId(), newId()];
const [FIRST, SECOND, THIRD] = [newId(), newId(), newId()];

let club: ClubDatabase;
beforeAll(async () => {
  club = await createClubDatabase(registry, "report-results");
  await club.insert("town", [
    { id: METZ, name: "Metz" },
    { id: NANCY, name: "Nancy" },
  ]);
  await club.insert("member", [
    { id: ANN, name: "Ann", town: METZ, grade: "a", salary: "100.00" },
    { id: BOB, name: "Bob", town: NANCY, grade: "b", salary: "50.50" },
    { id: CY, name: "Cy", salary: null },
  ]);
  await club.insert("booking", [
    { id: FIRST, docstatus: "submitted", number: "B-0001", member: ANN, day: "2026-05-01", net: "10.00" },
    { id: SECOND, docstatus: "draft", member: BOB, day: "2026-05-31", net: "20.50" },
    { id: THIRD, docstatus: "draft", member: ANN, day: "2026-05-15", net: null },
    { id: newId(), docstatus: "cancelled", member: ANN, day: "2026-05-15", net: "1000.00" },
    { id: newId(), docstatus: "draft", member: CY, day: "2026-06-01", net: "5" },
  ]);
  await club.insert("booking__lines", [
    { id: newId(), parent: FIRST, position: 1, court: "one", hours: "2.000", guest: BOB },
    { id: newId(), parent: FIRST, position: 2, court: "one", hours: "1.500", guest: BOB },
    { id: newId(), parent: SECOND, position: 1, court: "two", hours: "4" },
  ]);
  await enterPoints(club, [
    { date: "2026-04-30", member: ANN, town: METZ, won: "5" },
    { date: "2026-05-01", member: ANN, town: METZ, won: "3", remark: "first" },
    { date: "2026-05-31", member: ANN, town: METZ, lost: "1.5" },
    { date: "2026-05-10", member: BOB, town: NANCY, lost: "4", won: "2" },
    { date: "2026-06-01", member: BOB, town: NANCY, won: "100" },
    { date: "2026-03-01", member: CY, town: null, lost: "0.25" },
  ]);
});
afterAll(() => club?.drop());

const MAY = { from: "2026-05-01", to: "2026-05-31" };
const as = (...roles: string[]) => requestOf(club, registry, ...roles);
const run = (report: string, request: ReportRequest = {}, role = "manager") => runReport(as(role), report, request);

describe("summaries", () => {
  test("opening, movements, formulas and percentages by link, in the order declared", async () => {
    const result = await run("standing", { params: MAY });
    expect(result.columns.map(({ id, type, kind }) => [id, type, kind])).toEqual([
      ["member", "link", "dimension"],
      ["grade", "text", "dimension"],
      ["won", "decimal", "measure"],
      ["lost", "decimal", "measure"],
      ["net", "decimal", "measure"],
      ["closing", "decimal", "measure"],
      ["share", "percent", "measure"],
    ]);
    expect(result.columns[0]).toMatchObject({ to: "member" });
    expect(result.columns[1]).toMatchObject({ options: { a: { en: "A" }, b: { en: "B" } } });
    expect(result.rows).toEqual([
      {
        member: { id: ANN, title: "Ann" },
        grade: "a",
        won: "3",
        lost: "1.5",
        net: "1.5",
        closing: "6.5",
        share: "66.67",
      },
      { member: { id: CY, title: "Cy" }, grade: null, won: "0", lost: "0", net: "0", closing: "-0.25", share: null },
      { member: { id: BOB, title: "Bob" }, grade: "b", won: "2", lost: "4", net: "-2", closing: "-2", share: "33.33" },
    ]);
    expect(result.totals).toEqual({ won: "5", lost: "5.5", net: "-0.5", closing: "4.25", share: "47.62" });
    expect(result).toMatchObject({ row_count: 3, drill: "documents", opening: null, params: { ...MAY, town: null } });
  });

  test("months, counts, least, greatest and mean; rows that fail `having` are not totalled", async () => {
    const { rows, totals, chart, drill } = await run("bookings", { params: { minimum: 1 } });
    const hours = (month: string, grade: string | null) => {
      return { report: "hours", params: { month, grade }, figures: { least: { month: null } } };
    };
    expect(rows).toEqual([
      {
        month: "2026-05-01",
        grade: "a",
        bookings: 2,
        with_price: 1,
        net: "10.00",
        least: "10.00",
        most: "10.00",
        mean: "10.00",
        $drill: hours("2026-05-01", "a"),
      },
      {
        month: "2026-05-01",
        grade: "b",
        bookings: 1,
        with_price: 1,
        net: "20.50",
        least: "20.50",
        most: "20.50",
        mean: "20.50",
        $drill: hours("2026-05-01", "b"),
      },
      {
        month: "2026-06-01",
        grade: null,
        bookings: 1,
        with_price: 1,
        net: "5.00",
        least: "5.00",
        most: "5.00",
        mean: "5.00",
        $drill: hours("2026-06-01", null),
      },
    ]);
    expect(totals).toEqual({ bookings: 4, with_price: 3, net: "35.50", least: "5.00", most: "20.50", mean: null });
    expect([chart, drill]).toEqual([reportOf("bookings").chart, "report"]);
    const pairs = await run("bookings", { params: { minimum: 2 } });
    expect(pairs.totals).toMatchObject({ bookings: 2, net: "10.00" });
    expect(pairs.row_count).toBe(1);
  });

  test("rows of a table are grouped by their columns, their document's and what both link to", async () => {
    const { rows, totals } = await run("hours");
    expect(rows).toEqual([
      { court: "two", town: { id: NANCY, title: "Nancy" }, guest: null, hours: "4", rows: 1 },
      { court: "one", town: { id: METZ, title: "Metz" }, guest: "Bob", hours: "3.5", rows: 2 },
    ]);
    expect(totals).toEqual({ hours: "7.5", rows: 3 });
  });

  test("pages cut the rows, never the totals", async () => {
    const whole = await run("standing", { params: MAY });
    const page = await run("standing", { params: MAY, limit: 1, offset: 1 });
    expect(page.rows).toEqual(whole.rows.slice(1, 2));
    expect([page.totals, page.row_count]).toEqual([whole.totals, 3]);
    await expect(run("standing", { limit: 0 })).rejects.toMatchObject({ code: "REPORT_LIMIT_INVALID" });
  });
});

describe("comparison with the year before", () => {
  test("each figure is followed by that of the same days a year before, also where only that year has any", async () => {
    const params = { from: "2027-05-01", to: "2027-05-31" };
    const result = await run("standing", { params, compare: "previous_year" });
    expect(result.columns.map(({ id }) => id)).toEqual(
      ["member", "grade"].concat(["won", "lost", "net", "closing", "share"].flatMap((id) => [id, `${id}__previous`])),
    );
    expect(result.rows[0]).toMatchObject({
      member: { title: "Bob" },
      won: "0",
      won__previous: "2",
      net__previous: "-2",
      closing: "98",
      closing__previous: "-2",
      share__previous: "33.33",
    });
    expect(result.totals).toMatchObject({ won: "0", won__previous: "5", lost__previous: "5.5" });
    const months = await run("points_by_month", { params, compare: "previous_year" });
    expect(months.rows).toEqual([
      { month: "2027-05-01", town: "Metz", won: "0", won__previous: "3", moves: 0, moves__previous: 2 },
      { month: "2027-05-01", town: "Nancy", won: "0", won__previous: "2", moves: 0, moves__previous: 1 },
    ]);
  });

  test("a report without dates, or one that lists, cannot be compared", async () => {
    const compare = "previous_year" as const;
    for (const report of ["bookings", "points_of_member"]) {
      await expect(run(report, { compare })).rejects.toMatchObject({ code: "REPORT_COMPARE_NOT_POSSIBLE" });
    }
  });
});

describe("details", () => {
  test("source rows with what came before and a running total, on every page the same", async () => {
    const { rows, opening, totals } = await run("points_of_member", { params: { ...MAY, member: ANN } });
    expect(opening).toEqual({ won: "5", balance: "5" });
    expect(rows).toMatchObject([
      { date: "2026-05-01", remark: "first", won: "3", balance: "8", $document: { type: "booking" } },
      { date: "2026-05-31", remark: null, won: "0", balance: "6.5" },
    ]);
    expect(totals).toEqual({ won: "3", balance: null });
    const second = await run("points_of_member", { params: { ...MAY, member: ANN }, limit: 1, offset: 1 });
    expect(second.rows).toEqual([rows[1]]);
    expect(second.row_count).toBe(2);
  });
});

describe("parameters", () => {
  test("those left out take their default, texts of an address are read", async () => {
    expect((await run("standing")).params).toEqual({ from: "2026-06-01", to: "2026-06-20", town: null });
    expect((await run("bookings", { params: { minimum: "2" } })).params).toEqual({ minimum: 2 });
    expect((await run("standing", { params: { ...MAY, town: METZ } })).rows).toHaveLength(1);
  });

  test.each([
    ["standing", { from: "2026-02-30" }, "REPORT_PARAMETER_INVALID", "/params/from"],
    ["standing", { from: null }, "REPORT_PARAMETER_REQUIRED", "/params/from"],
    ["standing", { town: "Metz" }, "REPORT_PARAMETER_INVALID", "/params/town"],
    ["standing", { until: "2026-01-01" }, "REPORT_PARAMETER_UNKNOWN", "/params/until"],
    ["bookings", { minimum: "1 or 1=1" }, "REPORT_PARAMETER_INVALID", "/params/minimum"],
    ["hours", { grade: "c" }, "REPORT_PARAMETER_INVALID", "/params/grade"],
  ])("%s refuses %j", async (report, params, code, pointer) => {
    await expect(run(report, { params })).rejects.toMatchObject({ code, pointer });
  });
});

describe("who sees what", () => {
  test("a report that no role grants is refused, whatever else may be read", async () => {
    await expect(run("hours", {}, "clerk")).rejects.toMatchObject({ code: "REPORT_DENIED" });
    await expect(runReport(as(), "standing")).rejects.toMatchObject({ code: "REPORT_DENIED" });
    await expect(drillReport(as("clerk"), "hours", { row: {}, measure: "hours" })).rejects.toMatchObject({
      code: "REPORT_DENIED",
    });
  });

  test("a report over documents needs the right to read them", async () => {
    await expect(run("bookings", {}, "clerk")).rejects.toMatchObject({ code: "ACCESS_DENIED" });
  });

  test("row rules of the source hold for documents and for rows of their tables", async () => {
    expect((await run("bookings", {}, "coach")).totals).toMatchObject({ bookings: 2, net: "10.00" });
    expect((await run("hours", {}, "coach")).rows).toEqual([
      { court: "one", town: { id: METZ, title: "Metz" }, guest: null, hours: "3.5", rows: 2 },
    ]);
  });

  test("entries that link to a document outside its row rule are not counted", async () => {
    const { rows, totals } = await run("standing", { params: MAY }, "coach");
    expect(rows.map(({ member }) => member)).toEqual([{ id: ANN, title: "Ann" }]);
    expect(totals).toMatchObject({ won: "3", lost: "1.5" });
    expect((await run("points_of_member", { params: MAY }, "coach")).row_count).toBe(2);
  });

  test("fields above the reader's level cannot be reported", async () => {
    expect((await run("salaries")).totals).toEqual({ salary: "150.50" });
    await expect(run("salaries", {}, "coach")).rejects.toMatchObject({ code: "REPORT_LEVEL_DENIED" });
  });

  test("a definition of one's own sees no more than its author may read", async () => {
    const { drill: _, ...definition } = { ...reportOf("bookings"), id: "mine" };
    expect((await runDefinition(as("coach"), definition)).totals).toMatchObject({ bookings: 2 });
    await expect(runDefinition(as("clerk"), definition)).rejects.toMatchObject({ code: "ACCESS_DENIED" });
    const points = { ...reportOf("standing"), id: "mine" };
    await expect(runDefinition(as(), points)).rejects.toMatchObject({ code: "REPORT_DENIED" });
    await expect(runDefinition(as("clerk"), points)).rejects.toMatchObject({ code: "EXPRESSION_UNKNOWN_FIELD" });
  });

  test.each([
    [{ where: "docstatus = 'x'" }, /EXPRESSION_/],
    [{ where: "nothing == 1" }, /EXPRESSION_UNKNOWN_NAME/],
    [{ order: ["nothing"] }, /REPORT_INVALID/],
    [
      {
        having: undefined,
        measures: {
          net: { ...reportOf("bookings").measures["net"], formula: "net + 1", value: undefined, aggregate: undefined },
        },
      },
      /REPORT_INVALID/,
    ],
    [{ dimensions: { net: reportOf("bookings").dimensions["month"] } }, /REPORT_INVALID/],
    [{ source: { doctype: "booking", table: "day" } }, /REPORT_INVALID|EXPRESSION_/],
  ])("a definition that does not fit is refused: %j", async (change, code) => {
    const definition = { ...reportOf("bookings"), id: "mine", drill: undefined, ...change } as never;
    await expect(runDefinition(as("manager"), definition)).rejects.toThrow(code);
  });
});

describe("drilling down", () => {
  test("the documents behind a figure come with number, date, title and what they add", async () => {
    const { rows, totals, columns, row_count } = await drillReport(as("manager"), "bookings", {
      row: { month: "2026-05-01", grade: "a" },
      measure: "bookings",
    });
    expect(rows).toEqual([
      {
        document: { type: "booking", id: THIRD, number: null, title: " Ann" },
        date: "2026-05-15",
        values: { bookings: 1 },
      },
      {
        document: { type: "booking", id: FIRST, number: "B-0001", title: "B-0001 Ann" },
        date: "2026-05-01",
        values: { bookings: 1 },
      },
    ]);
    expect([totals, columns.map(({ id }) => id), row_count]).toEqual([{ bookings: 2 }, ["bookings"], 2]);
  });

  test("behind a formula are the rows of every measure it is made of", async () => {
    const row = { member: { id: ANN, title: "Ann" }, grade: "a" };
    const { rows, totals } = await drillReport(as("manager"), "standing", { params: MAY, row, measure: "closing" });
    expect(rows.map(({ date, values }) => [date, values])).toEqual([
      ["2026-05-31", { opening: null, won: "0", lost: "1.5" }],
      ["2026-05-01", { opening: null, won: "3", lost: "0" }],
      ["2026-04-30", { opening: "5", won: null, lost: null }],
    ]);
    expect(totals).toEqual({ opening: "5", won: "3", lost: "1.5" });
  });

  test("a row without value is found by null", async () => {
    const { row_count } = await drillReport(as("manager"), "bookings", {
      row: { month: "2026-06-01", grade: null },
      measure: "net",
    });
    expect(row_count).toBe(1);
  });

  test.each([
    [{ row: { nothing: 1 }, measure: "net" }, "REPORT_ROW_INVALID", "/row/nothing"],
    [{ row: { month: "' or 1=1" }, measure: "net" }, "REPORT_ROW_INVALID", "/row/month"],
    [{ row: {}, measure: "net; drop" }, "REPORT_MEASURE_UNKNOWN", "/measure"],
  ])("%j is refused", async (request, code, pointer) => {
    await expect(drillReport(as("manager"), "bookings", request)).rejects.toMatchObject({ code, pointer });
  });

  test("hostile values in a row are only compared", async () => {
    const row = { month: "2026-05-01", grade: "a' or '1'='1" };
    expect((await drillReport(as("manager"), "bookings", { row, measure: "net" })).row_count).toBe(0);
  });
});

describe("files", () => {
  test("a report is written with all of its rows, for those who may run it", async () => {
    const csv = await exportReport(as("manager"), "hours", { format: "csv", language: "fr" });
    expect(csv).toMatchObject({ fileName: "hours-2026-06-20.csv", contentType: "text/csv; charset=utf-8" });
    expect(new TextDecoder().decode(csv.bytes)).toContain("one;Metz;Bob;3,5;2");
    const xlsx = await exportReport(as("manager"), "hours", { format: "xlsx", language: "en" });
    expect(new TextDecoder().decode(xlsx.bytes.slice(0, 2))).toBe("PK");
    await expect(exportReport(as("clerk"), "hours", { format: "csv", language: "fr" })).rejects.toMatchObject({
      code: "REPORT_DENIED",
    });
  });
});
