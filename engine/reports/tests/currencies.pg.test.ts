import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Report, ReportMeasure } from "../../contract/index.ts";
import { type ClubDatabase, createClubDatabase } from "../../database/query/tests/club-database.ts";
import { newId } from "../../kernel/index.ts";
import { renderCsv } from "../export/render-csv.ts";
import { reportTable } from "../export/report-table.ts";
import { runDefinition } from "../index.ts";
import { reportOf, reportRegistry } from "./club-reports.ts";
import { enterPoints, requestOf } from "./club-season.ts";

const registry = reportRegistry();
const ANN = newId();

let club: ClubDatabase;
beforeAll(async () => {
  club = await createClubDatabase(registry, "report-currencies");
  await club.insert("member", [{ id: ANN, name: "Ann" }]);
  await enterPoints(club, [
    { date: "2026-04-01", member: ANN, won: "7", remark: "TND" },
    { date: "2026-05-01", member: ANN, won: "1", remark: "EUR" },
    { date: "2026-05-02", member: ANN, won: "2", remark: "TND" },
    { date: "2026-05-03", member: ANN, won: "3", remark: "XOF" },
    { date: "2026-05-04", member: ANN, won: "4", remark: "XOF" },
    { date: "2026-05-05", member: ANN, won: "5" },
    { date: "2026-05-06", member: ANN, won: "0", remark: "USD" },
  ]);
});
afterAll(() => club?.drop());

const label = { fr: "x", en: "x" };
const money = (more: Partial<ReportMeasure>): ReportMeasure => ({ label, type: "money", value: "won", ...more });
const LISTED: Report = {
  ...reportOf("points_of_member"),
  dimensions: { date: { label, value: "date" }, code: { label, value: "remark" } },
  measures: {
    amount: money({ currency: "code" }),
    half: money({ value: "won / 2", currency: "code" }),
    own: money({}),
  },
  order: ["date"],
};
const SUMMED: Report = {
  ...LISTED,
  kind: "summary",
  opening: undefined,
  dimensions: { member: { label, value: "member.name" }, code: { label, value: "remark" } },
  measures: { amount: money({ aggregate: "sum", currency: "code" }), own: money({ aggregate: "sum" }) },
  order: ["member", "code"],
  group: { by: "member" },
};
const ONLY = (code: string) => ({
  ...LISTED,
  where: `${LISTED.where} && remark == "${code}"`,
  opening: `${LISTED.opening} && remark == "${code}"`,
});
const params = { from: "2026-05-01", to: "2026-05-31" };
const run = (report: Report) => runDefinition(requestOf(club, registry, "manager"), report, { params });
const column = (rows: readonly Readonly<Record<string, unknown>>[], id: string) => rows.map((row) => row[id]);

describe("amounts of several currencies", () => {
  test("stand side by side, each with the decimals of its currency; those that tell none are the organization's", async () => {
    const { rows } = await run(LISTED);
    expect(column(rows, "amount")).toEqual(["1.00", "2.000", "3", "4", "5.00", "0.00"]);
    expect(column(rows, "own")).toEqual(["1.00", "2.00", "3.00", "4.00", "5.00", "0.00"]);
    const codes = column(rows, "$currencies") as { readonly amount: string }[];
    expect(codes.map(({ amount }) => amount)).toEqual(["EUR", "TND", "XOF", "XOF", "EUR", "USD"]);
    const lines = renderCsv(reportTable(await run(LISTED), "fr"), "fr").split("\r\n");
    expect(lines.slice(2, 6).map((text) => text.split(";")[2])).toEqual(["1,00", "2,000", "3", "4"]);
  });

  test("have columns of one currency each, as the definition says", async () => {
    const measures = {
      eur: money({ where: 'remark == "EUR"', currency: '"EUR"' }),
      xof: money({ where: 'remark == "XOF"', currency: '"XOF"' }),
      tnd: money({ where: 'remark == "TND"', currency: '"TND"' }),
    };
    const { totals, opening } = await run({ ...LISTED, measures });
    expect(totals).toMatchObject({ eur: "1.00", xof: "7", tnd: "2.000" });
    expect(opening).toMatchObject({ eur: "0.00", xof: "0", tnd: "7.000", $currencies: { tnd: "TND" } });
  });

  test("have no total, nor has a group of them; amounts of one have it, whatever noughts of others stand beside", async () => {
    const { totals, opening } = await run(LISTED);
    expect(totals).toMatchObject({ amount: null, half: null, own: "15.00", $currencies: { amount: null } });
    expect(opening).toMatchObject({ amount: "7.000", own: "7.00" });
    const { totals: dinars } = await run(ONLY("TND"));
    expect(dinars).toMatchObject({ amount: "2.000", half: "1.000", $currencies: { amount: "TND" } });
    expect(await run(ONLY("USD")).then((one) => one.totals)).toMatchObject({ amount: "0.00" });
    const { groups } = await run(SUMMED);
    expect(groups?.[0]?.totals).toMatchObject({ amount: null, own: "15.00" });
  });

  test("have their likeness in quantities of several units, which have no total either", async () => {
    const amount: ReportMeasure = { label, type: "quantity", value: "won", unit: "code" };
    const listed = { ...LISTED, measures: { amount } };
    expect((await run(listed)).totals).toMatchObject({ amount: null });
    expect((await run(listed)).opening).toMatchObject({ amount: "7" });
    const only = { ...ONLY("TND"), measures: { amount } };
    expect(await run(only)).toMatchObject({ totals: { amount: "2" }, opening: { amount: "7" } });
    const { groups } = await run({ ...SUMMED, measures: { amount: { ...amount, aggregate: "sum" } } });
    expect(groups?.[0]?.totals).toMatchObject({ amount: null });
    const running = { ...amount, running: true };
    await expect(run({ ...listed, measures: { running } })).rejects.toMatchObject({ code: "REPORT_INVALID" });
  });

  test("are not added up by a running total, unless it starts anew with each", async () => {
    const running = (restarts?: string) => ({
      ...LISTED,
      order: ["code", "date"],
      measures: { sum: money({ running: true, currency: "code", ...(restarts && { restarts }) }) },
    });
    await expect(run(running())).rejects.toMatchObject({ code: "REPORT_INVALID" });
    const { rows, totals } = await run(running("code"));
    expect(column(rows, "sum")).toEqual(["1.00", "9.000", "0.00", "3", "7", "5.00"]);
    expect(totals).toMatchObject({ sum: null });
  });
});
