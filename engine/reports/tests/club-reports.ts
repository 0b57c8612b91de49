import type { Report } from "../../contract/index.ts";
import { clubRegistry } from "../../database/query/tests/club-registry.ts";
import type { Registry } from "../../registry/index.ts";

const label = (en: string) => ({ fr: en, en });
const dimension = (value: string, more: object = {}) => ({ label: label(value), value, ...more });
const sum = (value: string, more: object = {}) => ({
  label: label(value),
  aggregate: "sum",
  value,
  type: "decimal",
  ...more,
});
const formula = (text: string, more: object = {}) => ({ label: label(text), formula: text, type: "decimal", ...more });
const dates = {
  from: { label: label("From"), type: "date", required: true, default: "start_of_month(today())" },
  to: { label: label("To"), type: "date", required: true, default: "today()" },
};

/** Points won and lost by member, with opening and closing balance: all of it can be read from monthly sums. */
const standing = {
  id: "standing",
  label: label("Standing"),
  kind: "summary",
  source: { ledger: "points" },
  params: { ...dates, town: { label: label("Town"), type: "link", to: "town" } },
  where: "date <= params.to && (params.town == null || town == params.town)",
  dimensions: { member: dimension("member"), grade: dimension("member.grade") },
  measures: {
    opening: sum("won - lost", { where: "date < params.from", hidden: true }),
    won: sum("won", { where: "date >= params.from" }),
    lost: sum("lost", { where: "date >= params.from" }),
    net: formula("won - lost"),
    closing: formula("opening + net"),
    share: formula("won / (won + lost) * 100", { type: "percent" }),
  },
  order: ["-closing", "member"],
  totals: true,
};

export const REPORTS: Readonly<Record<string, object>> = {
  "club/reports/standing": standing,
  "club/reports/points_by_month": {
    ...standing,
    id: "points_by_month",
    where: "date >= params.from && date <= params.to && (params.town == null || town == params.town)",
    dimensions: { month: dimension("date", { bucket: "month" }), town: dimension("town.name") },
    measures: { won: sum("won"), moves: { label: label("Moves"), aggregate: "count", type: "integer" } },
    order: ["month", "town"],
  },
  "club/reports/points_of_member": {
    id: "points_of_member",
    label: label("Points of a member"),
    kind: "detail",
    source: { ledger: "points" },
    params: { ...dates, member: { label: label("Member"), type: "link", to: "member" } },
    where: "date >= params.from && date <= params.to && (params.member == null || member == params.member)",
    opening: "date < params.from && (params.member == null || member == params.member)",
    dimensions: { date: dimension("date"), number: dimension("document_number"), remark: dimension("remark") },
    measures: {
      won: { label: label("Won"), value: "won", type: "decimal" },
      balance: { label: label("Balance"), value: "won - lost", running: true, type: "decimal" },
    },
    order: ["date", "number"],
    totals: true,
  },
  "club/reports/bookings": {
    id: "bookings",
    label: label("Bookings"),
    kind: "summary",
    source: { doctype: "booking" },
    params: { minimum: { label: label("Minimum"), type: "integer", default: "1" } },
    where: "docstatus != 'cancelled'",
    dimensions: { month: dimension("day", { bucket: "month" }), grade: dimension("member.grade") },
    measures: {
      bookings: { label: label("Bookings"), aggregate: "count", type: "integer" },
      with_price: { label: label("With price"), aggregate: "count", value: "net", type: "integer" },
      net: sum("net", { type: "money" }),
      least: { label: label("Least"), aggregate: "min", value: "net", type: "money", drill: { month: "null" } },
      most: { label: label("Most"), aggregate: "max", value: "net", type: "money" },
      mean: { label: label("Mean"), aggregate: "avg", value: "net", type: "money" },
    },
    having: "bookings >= params.minimum",
    order: ["month", "grade"],
    totals: true,
    drill: { report: "hours", params: { month: "month", grade: "grade" } },
    chart: { type: "bar", x: "month", y: ["net"] },
  },
  "club/reports/hours": {
    id: "hours",
    label: label("Hours"),
    kind: "summary",
    source: { doctype: "booking", table: "lines" },
    params: {
      month: { label: label("Month"), type: "date" },
      grade: { label: label("Grade"), type: "choice", options: { a: { label: label("A") }, b: { label: label("B") } } },
    },
    where:
      "(params.month == null || doc.day >= params.month) && (params.grade == null || doc.member.grade == params.grade)",
    dimensions: { court: dimension("court"), town: dimension("doc.member.town"), guest: dimension("guest.name") },
    measures: {
      hours: sum("hours", { type: "quantity" }),
      rows: { label: label("Rows"), aggregate: "count", type: "integer" },
    },
    order: ["-hours", "court"],
    totals: true,
  },
  "club/reports/salaries": {
    id: "salaries",
    label: label("Salaries"),
    kind: "detail",
    source: { doctype: "member" },
    dimensions: { name: dimension("name") },
    measures: { salary: { label: label("Salary"), value: "salary", type: "money" } },
    order: ["-salary"],
    totals: true,
  },
};

const everything = { actions: ["read"], read_level: 9 };

export const ROLES: Readonly<Record<string, object>> = {
  "club/roles/manager": { id: "manager", label: label("Manager"), permissions: { "*": everything }, reports: ["*"] },
  "club/roles/coach": {
    id: "coach",
    label: label("Coach"),
    permissions: {
      town: { actions: ["read"] },
      booking: { actions: ["read"], where: "member.town.name == 'Metz'" },
      member: { actions: ["read"], where: "town.name == 'Metz'" },
    },
    reports: ["standing", "points_of_member", "bookings", "hours", "salaries"],
  },
  "club/roles/clerk": {
    id: "clerk",
    label: label("Clerk"),
    permissions: { town: { actions: ["read"] } },
    reports: ["standing", "bookings"],
  },
};

/** The club with its reports and roles; `more` adds files. */
export const reportRegistry = (more: Readonly<Record<string, object>> = {}): Registry =>
  clubRegistry({ ...REPORTS, ...ROLES, ...more });

export const reportOf = (id: string): Report => REPORTS[`club/reports/${id}`] as Report;
