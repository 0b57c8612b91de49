import { beforeAll, describe, expect, test } from "@jest/globals";
import { seedLocalization } from "../localization/index.ts";
import { createMemoryTarget, type MemoryTarget } from "../testing/memory-target.ts";
import { weekOf } from "./calendar.ts";
import { COMPANY_DETAILS } from "./company.ts";
import { luhnDigit } from "./identifiers.ts";
import { demoCompany, seedDemo } from "./index.ts";
import { planDemo, resultBalances } from "./plan-demo.ts";
import type { DemoPlan } from "./plan-types.ts";

const TODAY = "2026-11-22";
const plan = planDemo(TODAY);
const submitted = plan.invoices.filter(({ isDraft }) => !isDraft);
const isLuhn = (digits: string) => luhnDigit(digits.slice(0, -1)) === digits.at(-1);

describe("the plan", () => {
  test("is a company's 24 months: 300 parties, 60 items, 1,500 invoices of 1 to 9 lines", () => {
    expect(plan.start).toBe("2024-12-01");
    expect(plan.parties.length).toBeGreaterThanOrEqual(295);
    expect(plan.items).toHaveLength(60);
    expect(Math.abs(plan.invoices.length - 1_500)).toBeLessThan(15);
    for (const { lines } of plan.invoices) expect(lines.length >= 1 && lines.length <= 9).toBe(true);
    expect(new Set(plan.invoices.map(({ date }) => date.slice(0, 7))).size).toBe(24);
    expect(plan.payments.length).toBeGreaterThan(1_000);
    expect(plan.creditNotes.length).toBeGreaterThan(20);
  });

  test("is the same for the same day", () => {
    expect(planDemo(TODAY)).toEqual(plan);
  });

  test.each(["2026-01-01", "2026-02-28", "2026-07-14", "2027-12-31", "2028-02-29"])("works on %s", (today) => {
    const other = planDemo(today);
    expect(other.invoices.length).toBeGreaterThan(1_450);
    for (const { date } of [...other.invoices, ...other.payments, ...other.entries, ...other.creditNotes])
      expect(date >= other.start && date <= today).toBe(true);
  });

  test("is in order of dates and never ahead of today", () => {
    for (const documents of [plan.invoices, plan.payments, plan.entries, plan.creditNotes] as const) {
      const dates = documents.map(({ date }) => date);
      expect(dates).toEqual([...dates].sort());
      expect(dates.every((date) => date >= plan.start && date <= TODAY)).toBe(true);
    }
  });

  test("names and codes are never used twice, numbers of companies are well formed", () => {
    const codes = plan.parties.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(new Set(plan.parties.map(({ name }) => name)).size).toBe(codes.length);
    const sirens = plan.parties.flatMap(({ details }) => (details["siren"] ? [details["siren"]] : []));
    expect(sirens.length).toBeGreaterThan(280);
    expect([...sirens, COMPANY_DETAILS.siren, COMPANY_DETAILS.siret].filter((number) => !isLuhn(number))).toEqual([]);
  });
});

describe("the books", () => {
  test("every entry balances and uses one side per line", () => {
    for (const { label, lines } of plan.entries) {
      const balance = lines.reduce((sum, { debit = 0, credit = 0 }) => sum + debit - credit, 0);
      expect({ label, balance }).toEqual({ label, balance: 0 });
      for (const { debit = 0, credit = 0 } of lines) expect(debit > 0 !== credit > 0).toBe(true);
    }
  });

  test("no invoice is settled by more than its total, and only in a later week", () => {
    const left = new Map(submitted.map(({ key, totals }) => [key, totals.grand]));
    for (const { invoice, totals, date } of plan.creditNotes) {
      left.set(invoice.key, left.get(invoice.key)! - totals.grand);
      expect(weekOf(plan.start, date)).toBeGreaterThan(weekOf(plan.start, invoice.date));
    }
    const dates = new Map(submitted.map(({ key, date }) => [key, date]));
    for (const { allocations, date } of plan.payments) {
      for (const { invoice, amount } of allocations) {
        if (invoice === undefined) continue;
        left.set(invoice, left.get(invoice)! - amount);
        expect(weekOf(plan.start, date)).toBeGreaterThan(weekOf(plan.start, dates.get(invoice)!));
      }
    }
    expect([...left.values()].filter((cents) => cents < 0)).toEqual([]);
    expect([...left.values()].filter((cents) => cents > 0).length).toBeGreaterThan(40);
  });

  test("a payment is what it settles less what it writes off", () => {
    for (const { amount, allocations } of plan.payments)
      expect(amount).toBe(allocations.reduce((sum, row) => sum + row.amount - row.writeOff, 0));
  });

  test("the closed year ends with empty income and expense accounts and a profit", () => {
    const history = { invoices: submitted, creditNotes: plan.creditNotes, payments: plan.payments };
    const balances = resultBalances(plan.firstYearEnd, history, plan.entries);
    expect(Object.values(balances).filter((cents) => cents !== 0)).toEqual([]);
    const closing = plan.entries.find(({ journal }) => journal === "CL");
    expect(closing?.lines.at(-1)).toMatchObject({ account: "120", credit: expect.any(Number) });
  });

  test("the bank never runs dry", () => {
    const moves = [
      ...plan.entries.flatMap(({ date, lines }) =>
        lines
          .filter(({ account }) => account === "512")
          .map(({ debit = 0, credit = 0 }) => [date, debit - credit] as const),
      ),
      ...plan.payments.map(
        ({ date, direction, amount }) => [date, direction === "received" ? amount : -amount] as const,
      ),
    ].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    let balance = 0;
    let lowest = Number.POSITIVE_INFINITY;
    for (const [, cents] of moves) {
      balance += cents;
      lowest = Math.min(lowest, balance);
    }
    expect(lowest).toBeGreaterThan(0);
  });
});

describe("writing it", () => {
  let target: MemoryTarget;
  const progress: number[] = [];

  beforeAll(async () => {
    target = createMemoryTarget();
    await seedLocalization(target, { country: "FR", fiscalYearStart: demoCompany(TODAY).fiscal_year_start });
    await seedDemo(target, ({ done, total }) => progress.push(done / total), TODAY);
  });
  const count = (doctype: string) => target.documents.get(doctype)?.length ?? 0;

  test("creates every planned document, submitted but for the drafts", () => {
    const planned: Pick<DemoPlan, "invoices" | "payments"> = plan;
    expect(count("sales_invoice")).toBe(planned.invoices.length);
    expect(count("payment")).toBe(planned.payments.length);
    expect(count("journal_entry")).toBe(plan.entries.length);
    expect(count("credit_note")).toBe(plan.creditNotes.length);
    const drafts = target.documents.get("sales_invoice")!.filter(({ $submitted }) => !$submitted);
    expect(drafts).toHaveLength(4);
  });

  test("closes the periods of the first year and leaves the others open", () => {
    const periods = target.documents.get("period")!;
    expect(periods).toHaveLength(36);
    expect(periods.filter(({ closed }) => closed === true)).toHaveLength(12);
  });

  test("tells its progress up to the end", () => {
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });
});
