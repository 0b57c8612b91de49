import { fail } from "../../engine/kernel/index.ts";
import { ensureAll, type References } from "../localization/references.ts";
import type { SeedTarget, SeedValues } from "../types.ts";
import { loadData } from "./plan-parties.ts";
import type { DemoPlan, PlannedParty } from "./plan-types.ts";

/** Ids of what documents refer to, by code. */
export interface DemoIds {
  readonly accounts: References;
  readonly taxes: References;
  readonly terms: References;
  readonly journals: References;
  readonly countries: References;
  readonly parties: References;
  readonly items: References;
  readonly units: References;
  readonly costCenters: References;
  /** By the plan's keys; filled as invoices are written. */
  readonly invoices: Map<string, string>;
}

const COST_CENTERS = [
  { code: "LYON", name: "Siège et entrepôt de Lyon" },
  { code: "NORD", name: "Agence de Lille" },
  { code: "SERV", name: "Services et installation" },
];

/** Cost centres, item groups, items and parties; accounts, taxes, terms, journals and units are those of the localization. */
export async function writeMasterData(target: SeedTarget, plan: DemoPlan): Promise<DemoIds> {
  const found = (doctype: string) => findAll(target, doctype);
  const [accounts, taxes, terms, journals, countries, units] = await Promise.all([
    found("account"),
    found("tax"),
    found("payment_terms"),
    found("journal"),
    found("country"),
    found("unit"),
  ]);
  const costCenters = await ensureAll(target, "cost_center", "code", COST_CENTERS);
  const groups = await ensureAll(
    target,
    "item_group",
    "code",
    loadData<Record<string, string>[]>("item-groups").map((group) => ({
      ...group,
      income_account: accounts.id(group["income_account"] ?? ""),
      expense_account: accounts.id(group["expense_account"] ?? ""),
    })),
  );
  const items = await ensureAll(
    target,
    "item",
    "code",
    plan.items.map((item) => ({
      ...item,
      item_group: groups.id(item.item_group),
      unit: units.id(item.unit),
      sale_tax: taxes.id(item.sale_tax),
    })),
  );
  const parties = await ensureAll(
    target,
    "party",
    "code",
    plan.parties.map((party) => partyValues(party, { countries, terms, taxes })),
  );
  return { accounts, taxes, terms, journals, countries, parties, items, units, costCenters, invoices: new Map() };
}

function partyValues(
  { code, name, role, details, terms: termsCode, tax }: PlannedParty,
  ids: Pick<DemoIds, "countries" | "terms" | "taxes">,
): SeedValues {
  const { country = "FR", ...rest } = details;
  return {
    ...rest,
    code,
    name,
    is_customer: role === "customer",
    is_supplier: role === "supplier",
    country: ids.countries.id(country),
    payment_terms: ids.terms.id(termsCode),
    ...(tax === undefined ? {} : { sales_tax: ids.taxes.id(tax) }),
  };
}

async function findAll(target: SeedTarget, doctype: string): Promise<References> {
  const records = await target.find(doctype, {}, ["code"]);
  const ids = new Map(records.map((record) => [String(record["code"]), record.id]));
  return {
    id: (key) => ids.get(key) ?? fail("SEED_REFERENCE_MISSING", { doctype, key }),
    has: (key) => ids.has(key),
  };
}
