import { describe, expect, test } from "@jest/globals";
import { createMemoryTarget, type MemoryTarget } from "../testing/memory-target.ts";
import { fiscalYearFrom, fiscalYearName, periodsOf } from "./fiscal-year.ts";
import { LOCALIZED_COUNTRIES, seedLocalization } from "./index.ts";

const all = (target: MemoryTarget, doctype: string) => target.documents.get(doctype) ?? [];
const byCode = (target: MemoryTarget, doctype: string, code: string) =>
  all(target, doctype).find((document) => document["code"] === code);

describe.each(LOCALIZED_COUNTRIES.map((country) => [country]))("%s", (country) => {
  test("gets chart, taxes, journals, terms, settings, a fiscal year and its twelve periods", async () => {
    const target = createMemoryTarget();
    const seeded = await seedLocalization(target, { country, fiscalYearStart: "2026-01-01" });
    expect(all(target, "account")).toHaveLength(country === "SN" ? 1418 : 838);
    expect(all(target, "period")).toHaveLength(12);
    expect(all(target, "journal").length).toBeGreaterThanOrEqual(7);
    expect(all(target, "tax").length).toBeGreaterThanOrEqual(8);
    const settings = target.singles.get("finance_settings")!;
    expect(Object.values(settings).every((value) => typeof value === "string")).toBe(true);
    expect(settings["receivable_account"]).toBe(seeded.accounts.id(country === "SN" ? "4111" : "411"));
    expect(target.singles.get("organization")).toMatchObject({ currency: country === "SN" ? "XOF" : "EUR" });
  });

  test("accounts the settings name have the type their part needs", async () => {
    const target = createMemoryTarget();
    await seedLocalization(target, { country, fiscalYearStart: "2026-01-01" });
    const settings = target.singles.get("finance_settings")!;
    const of = (field: string) => all(target, "account").find(({ id }) => id === settings[field]);
    expect(of("receivable_account")).toMatchObject({ type: "receivable", is_group: false });
    expect(of("payable_account")).toMatchObject({ type: "payable", is_group: false });
    for (const field of [
      "income_account",
      "service_income_account",
      "write_off_income_account",
      "exchange_gain_account",
    ])
      expect(of(field)).toMatchObject({ nature: "income", is_group: false });
    for (const field of ["expense_account", "write_off_account", "exchange_loss_account", "rounding_account"])
      expect(of(field)).toMatchObject({ nature: "expense", is_group: false });
    for (const treasury of all(target, "bank_account")) {
      const account = all(target, "account").find(({ id }) => id === treasury["account"]);
      expect(["bank", "cash"]).toContain(account?.["type"]);
    }
  });

  test("every sales rate has a collected account of type tax; every untaxed code says why", async () => {
    const target = createMemoryTarget();
    await seedLocalization(target, { country, fiscalYearStart: "2026-01-01" });
    for (const tax of all(target, "tax")) {
      const account = all(target, "account").find(({ id }) => id === tax["collected_account"]);
      if (tax["category"] !== "standard") expect(String(tax["mention"] ?? "")).not.toBe("");
      else if (tax["use"] !== "purchase") expect(account).toMatchObject({ type: "tax", normal_side: "credit" });
    }
  });

  test("seeding twice adds nothing", async () => {
    const target = createMemoryTarget();
    await seedLocalization(target, { country, fiscalYearStart: "2026-01-01" });
    const before = [...target.documents].map(([doctype, documents]) => [doctype, documents.length]);
    await seedLocalization(target, { country, fiscalYearStart: "2026-01-01" });
    expect([...target.documents].map(([doctype, documents]) => [doctype, documents.length])).toEqual(before);
  });
});

test("France in 2025 gets the plan of 2025", async () => {
  const target = createMemoryTarget();
  const { chart } = await seedLocalization(target, { country: "FR", fiscalYearStart: "2025-01-01" });
  expect(chart).toBe("fr_pcg_2025");
  expect(byCode(target, "account", "1675")).toBeDefined();
  expect(byCode(target, "account", "1673")).toBeUndefined();
});

test("a country without localization is refused by name", async () => {
  await expect(
    seedLocalization(createMemoryTarget(), { country: "BR", fiscalYearStart: "2026-01-01" }),
  ).rejects.toMatchObject({
    code: "SEED_UNKNOWN_COUNTRY",
    params: { country: "BR", known: "FR, SN" },
  });
});

describe("fiscal years", () => {
  test("take twelve months and their name from their years", () => {
    expect(fiscalYearFrom("2026-01-01").end).toBe("2026-12-31");
    expect(fiscalYearName(fiscalYearFrom("2026-01-01"))).toBe("2026");
    expect(fiscalYearName(fiscalYearFrom("2025-07-01"))).toBe("2025-2026");
  });

  test("a long first year has a period per month, the first one starting mid-month", () => {
    const periods = periodsOf(fiscalYearFrom("2024-11-15", "2025-12-31"));
    expect(periods).toHaveLength(14);
    expect(periods[0]).toEqual({ name: "2024-11", start_date: "2024-11-15", end_date: "2024-11-30" });
    expect(periods.at(-1)).toEqual({ name: "2025-12", start_date: "2025-12-01", end_date: "2025-12-31" });
  });
});
