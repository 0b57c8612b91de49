import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { buildChart } from "./build-chart.ts";
import { CHARTS, type ChartId, chartFor, loadChart, localizationFile } from "./charts.ts";
import { loadCsv } from "./csv.ts";
import { deriveAccounts, type OfficialAccount } from "./derive-accounts.ts";

const charts = Object.keys(CHARTS) as ChartId[];
const codesOf = (chart: ChartId) => new Set(loadChart(chart).map(({ code }) => code));

interface StatementLine {
  readonly key: string;
  readonly statement: "balance_sheet" | "income_statement" | "memo";
  readonly side: "assets" | "liabilities" | "income" | "expense" | "memo";
}
const linesOf = (chart: ChartId) => {
  const lines = JSON.parse(readFileSync(localizationFile(CHARTS[chart].lines), "utf8")) as StatementLine[];
  return new Map(lines.map((line) => [line.key, line]));
};

const NATURES_BY_SIDE: Readonly<Record<StatementLine["side"], readonly string[]>> = {
  assets: ["asset", "liability", "equity"],
  liabilities: ["liability", "equity", "asset"],
  income: ["income"],
  expense: ["expense"],
  memo: ["memo"],
};
const SIDE_OF_NATURE: Readonly<Record<string, string>> = { expense: "debit", income: "credit" };
const TYPES_OF_NATURE: Readonly<Record<string, readonly string[]>> = {
  asset: ["asset", "receivable", "bank", "cash", "tax", "fixed_asset", "depreciation", "inventory"],
  liability: ["liability", "payable", "tax", "bank"],
  equity: ["equity"],
  expense: ["expense"],
  income: ["income"],
  memo: ["memo"],
};

describe.each(charts)("%s", (chart) => {
  const accounts = loadChart(chart);

  test("the complete chart is what the official list and the rules make", () => {
    expect(readFileSync(localizationFile(CHARTS[chart].complete), "utf8")).toBe(buildChart(chart));
  });

  test("holds every official code once, with its label", () => {
    const official = loadCsv<OfficialAccount>(localizationFile(CHARTS[chart].official));
    expect(accounts.map(({ code, name }) => `${code} ${name}`)).toEqual(
      official.map(({ code, label }) => `${code} ${label}`),
    );
    expect(codesOf(chart).size).toBe(chart === "syscohada_2017" ? 1418 : 838);
    expect(accounts.filter(({ name }) => name.trim() === "" || name.startsWith("("))).toEqual([]);
  });

  test("every account but a class has a parent listed before it", () => {
    const seen = new Set<string>();
    for (const { code, parent } of accounts) {
      if (code.length === 1) expect(parent).toBeNull();
      else expect(seen).toContain(parent);
      seen.add(code);
    }
  });

  test("nature, type, side and statement line are stated and agree with each other", () => {
    const lines = linesOf(chart);
    for (const account of accounts) {
      const line = lines.get(account.statement_line);
      const where = `${account.code} ${account.name}`;
      expect(`${where}: ${line?.side}`).not.toContain("undefined");
      expect(`${where}: ${NATURES_BY_SIDE[line!.side].includes(account.nature)}`).toBe(`${where}: true`);
      expect(`${where}: ${TYPES_OF_NATURE[account.nature]?.includes(account.type)}`).toBe(`${where}: true`);
      expect(["debit", "credit"]).toContain(account.normal_side);
    }
  });

  test("natures follow the class", () => {
    for (const { code, nature } of accounts) {
      const found = { code, nature };
      if (/^[1-5]/.test(code))
        expect({ code, fits: ["asset", "liability", "equity"].includes(nature) }).toEqual({ code, fits: true });
      if (code.startsWith("6")) expect(found).toEqual({ code, nature: "expense" });
      if (code.startsWith("7")) expect(found).toEqual({ code, nature: "income" });
      if (code.startsWith("9")) expect(found).toEqual({ code, nature: "memo" });
    }
  });

  test("expenses are debits and income credits, but for their deductions", () => {
    const opposite = accounts.filter(
      ({ nature, normal_side }) => SIDE_OF_NATURE[nature] && SIDE_OF_NATURE[nature] !== normal_side,
    );
    for (const { code, name } of opposite)
      expect(`${code} ${name}`).toMatch(/rabais|remboursement|produits|dégrèvement|annulation/i);
  });

  test("depreciation is a credit on the asset's own line", () => {
    const depreciation = accounts.filter(({ type }) => type === "depreciation");
    expect(depreciation.length).toBeGreaterThan(40);
    for (const { code, normal_side } of depreciation)
      expect({ code, normal_side }).toEqual({ code, normal_side: "credit" });
    const lineOf = new Map(accounts.map(({ code, statement_line }) => [code, statement_line]));
    const [asset, its] = chart === "syscohada_2017" ? ["245", "2845"] : ["2154", "2815"];
    expect(lineOf.get(its!)).toBe(lineOf.get(asset!));
  });

  test("only headings are groups, and customers and suppliers may be posted to", () => {
    const groups = accounts.filter(({ is_group }) => is_group);
    expect(groups.every(({ code }) => code.length <= 2)).toBe(true);
    expect(groups.map(({ code }) => code)).toEqual(expect.arrayContaining(["1", "4", "40", "41", "6", "7"]));
    const ofCode = (code: string) => accounts.find((account) => account.code === code);
    expect(ofCode("411")).toMatchObject({ type: "receivable", is_group: false, is_reconcilable: true });
    expect(ofCode("401")).toMatchObject({ type: "payable", is_group: false, is_reconcilable: true });
  });
});

describe("versions of the French plan", () => {
  test("the start of the fiscal year chooses the version", () => {
    expect(chartFor("fr_pcg", "2025-07-01")).toBe("fr_pcg_2025");
    expect(chartFor("fr_pcg", "2025-12-31")).toBe("fr_pcg_2025");
    expect(chartFor("fr_pcg", "2026-01-01")).toBe("fr_pcg_2026");
    expect(chartFor("syscohada", "2026-01-01")).toBe("syscohada_2017");
    expect(chartFor("fr_pcg_2025", "2026-01-01")).toBe("fr_pcg_2025");
    expect(() => chartFor("us_gaap", "2026-01-01")).toThrow("SEED_UNKNOWN_CHART");
  });

  test("2026 replaces only accounts 16x", () => {
    const [of2025, of2026] = [codesOf("fr_pcg_2025"), codesOf("fr_pcg_2026")];
    expect([...of2025].filter((code) => !of2026.has(code))).toEqual(["16718", "16748", "1675", "16758"]);
    expect([...of2026].filter((code) => !of2025.has(code))).toEqual(["16711", "16712", "1673", "1682"]);
  });

  test("accounts removed in 2025 are not offered", () => {
    const codes = codesOf("fr_pcg_2025");
    for (const removed of ["79", "791", "796", "797", "671", "675", "771", "775", "777"])
      expect(codes).not.toContain(removed);
    for (const added of ["649", "638", "657", "6671", "747", "757", "7671", "60262"]) expect(codes).toContain(added);
  });
});

describe("deriveAccounts", () => {
  const rule = (prefix: string, values: object) => ({
    prefix,
    nature: "",
    type: "",
    normal_side: "",
    statement_line: "",
    is_reconcilable: "",
    ...values,
  });
  const whole = rule("4", {
    nature: "liability",
    type: "liability",
    normal_side: "credit",
    statement_line: "other",
    is_reconcilable: "yes",
  });

  test("a longer prefix overrides only what it states", () => {
    const [, customers] = deriveAccounts(
      [
        { code: "4", label: "Tiers" },
        { code: "411", label: "Clients" },
      ],
      [whole, rule("41", { nature: "asset", type: "receivable", normal_side: "debit" })],
    );
    expect(customers).toEqual({
      code: "411",
      name: "Clients",
      parent: "4",
      nature: "asset",
      type: "receivable",
      normal_side: "debit",
      statement_line: "other",
      is_reconcilable: true,
      is_group: false,
    });
  });
});
