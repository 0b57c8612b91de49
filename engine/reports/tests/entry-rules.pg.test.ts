import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type ClubDatabase, createClubDatabase } from "../../database/query/tests/club-database.ts";
import { newId } from "../../kernel/index.ts";
import { rollUpLedgers } from "../../ledgers/index.ts";
import { drillReport, runReport } from "../index.ts";
import { reportRegistry } from "./club-reports.ts";
import { enterPoints, requestOf } from "./club-season.ts";

const label = (en: string) => ({ fr: en, en });

/** Bookings post points; a guide sees those of May and has no right to members, an usher none to bookings at all. */
const registry = reportRegistry({
  "club/postings/booking_points": {
    id: "booking_points",
    label: label("Points"),
    document: "booking",
    ledger: "points",
    date: "day",
    entries: { won: { set: { member: "member", won: "1" } } },
  },
  "club/roles/guide": {
    id: "guide",
    label: label("Guide"),
    permissions: { booking: { actions: ["read"], where: "month(day) == 5" } },
    reports: ["standing", "points_of_member"],
  },
  "club/roles/usher": {
    id: "usher",
    label: label("Usher"),
    permissions: {},
    reports: ["standing", "points_of_member"],
  },
});

const [ANN, IN_MAY, IN_APRIL] = [newId(), newId(), newId()];
const SPRING = { params: { from: "2026-04-01", to: "2026-06-30" } };

let club: ClubDatabase;
beforeAll(async () => {
  club = await createClubDatabase(registry, "report-entry-rules");
  await club.insert("member", [{ id: ANN, name: "Ann" }]);
  await club.insert("booking", [
    { id: IN_MAY, docstatus: "submitted", number: "B-0001", member: ANN, day: "2026-05-01" },
    { id: IN_APRIL, docstatus: "submitted", number: "B-0002", member: ANN, day: "2026-04-01" },
  ]);
  await enterPoints(club, [
    { date: "2026-05-01", member: ANN, won: "3", document: IN_MAY },
    { date: "2026-04-01", member: ANN, won: "40", document: IN_APRIL },
  ]);
  await rollUpLedgers(club.db, club.organization, registry);
});
afterAll(() => club?.drop());

const as = (...roles: string[]) => requestOf(club, registry, ...roles);
const won = async (role: string) => (await runReport(as(role), "standing", SPRING)).totals?.["won"];
const origins = async (role: string) =>
  (await drillReport(as(role), "standing", { ...SPRING, row: { member: ANN }, measure: "won" })).rows.map(
    ({ document: { id, title } }) => ({ id, title }),
  );

describe("an entry of a ledger", () => {
  test("counts only for who may see the document it comes from, in sums as well", async () => {
    expect([await won("manager"), await won("guide")]).toEqual(["43", "3"]);
    expect((await runReport(as("guide"), "points_of_member", SPRING)).row_count).toBe(1);
    expect((await origins("guide")).map(({ id }) => id)).toEqual([IN_MAY]);
  });

  test("tells the title of its document to nobody who has no right to it", async () => {
    expect(await won("usher")).toBe("43");
    expect((await origins("manager")).map(({ title }) => title)).toContain("B-0001 Ann");
    expect((await origins("usher")).map(({ title }) => title)).toEqual([null, null]);
  });
});
