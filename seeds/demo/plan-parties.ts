import { readFileSync } from "node:fs";
import type { Random } from "../random.ts";
import { randomSiren, siretOf, vatNumberOf } from "./identifiers.ts";
import type { PlannedParty } from "./plan-types.ts";

interface Names {
  readonly prefixes: readonly string[];
  readonly cores: readonly string[];
  readonly suffixes: readonly string[];
  readonly streets: readonly string[];
  readonly cities: readonly (readonly [postalCode: string, city: string])[];
  readonly suppliers: readonly string[];
}

const CUSTOMERS = 262;

/** Abroad nothing is charged: within the EU the customer owes the tax, outside it is an export. */
const FOREIGN = [
  {
    name: "Kantoor Zuid BV",
    country: "NL",
    city: "Rotterdam",
    postal_code: "3011",
    vat_number: "NL854321987B01",
    tax: "EXO_INTRACOM",
  },
  {
    name: "Büro Rheintal GmbH",
    country: "DE",
    city: "Freiburg",
    postal_code: "79098",
    vat_number: "DE298765431",
    tax: "EXO_INTRACOM",
  },
  {
    name: "Bureau Meuse SRL",
    country: "BE",
    city: "Liège",
    postal_code: "4000",
    vat_number: "BE0765432198",
    tax: "EXO_INTRACOM",
  },
  {
    name: "Oficinas del Ebro SL",
    country: "ES",
    city: "Zaragoza",
    postal_code: "50001",
    vat_number: "ESB98765432",
    tax: "EXO_INTRACOM",
  },
  {
    name: "Ufficio Torino Srl",
    country: "IT",
    city: "Torino",
    postal_code: "10121",
    vat_number: "IT09876543210",
    tax: "EXO_INTRACOM",
  },
  {
    name: "Léman Espaces SA",
    country: "CH",
    city: "Genève",
    postal_code: "1204",
    vat_number: undefined,
    tax: "EXPORT",
  },
  {
    name: "Dakar Bureaux SARL",
    country: "SN",
    city: "Dakar",
    postal_code: "BP 11500",
    vat_number: undefined,
    tax: "EXPORT",
  },
] as const;

export function loadData<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`data/${name}.json`, import.meta.url), "utf8")) as T;
}

/** Customers, a few of them abroad, then suppliers; codes count up in that order. */
export function planParties(random: Random): PlannedParty[] {
  const names = loadData<Names>("names");
  const customers = customerNames(random, names).map((name, index) => planCustomer(random, names, name, index));
  const foreign = FOREIGN.map((party, index) => planForeign(party, customers.length + index));
  const suppliers = names.suppliers.map((name, index) => planSupplier(random, names, name, index));
  return [...customers, ...foreign, ...suppliers];
}

function customerNames(random: Random, { prefixes, cores, suffixes }: Names): string[] {
  const found = new Set<string>();
  while (found.size < CUSTOMERS - FOREIGN.length) {
    found.add(`${random.pick(prefixes)} ${random.pick(cores)}${random.pick(suffixes)}`);
  }
  return [...found];
}

const partyCode = (letter: string, index: number) => `${letter}${String(index + 1).padStart(4, "0")}`;

function planCustomer(random: Random, names: Names, name: string, index: number): PlannedParty {
  return {
    code: partyCode("C", index),
    name,
    role: "customer",
    details: frenchDetails(random, names),
    // A few customers buy most: the weight falls with the rank.
    weight: 1 / (1 + index / 18),
    terms: random.weighted([
      ["30J", 50],
      ["45J_FDM", 27],
      ["60J", 9],
      ["COMPTANT", 14],
    ]),
    lateness: random.weighted([
      [-2, 20],
      [1, 35],
      [7, 25],
      [18, 14],
      [45, 6],
    ]),
    paysMonthly: random.chance(0.25),
  };
}

function planForeign({ name, tax, ...values }: (typeof FOREIGN)[number], index: number): PlannedParty {
  const { vat_number, ...details } = values;
  return {
    code: partyCode("C", index),
    name,
    role: "customer",
    details: {
      ...details,
      ...(vat_number === undefined ? {} : { vat_number }),
      address: "1, rue Principale",
      language: "en",
    },
    weight: 0.5,
    terms: "30J",
    lateness: 4,
    paysMonthly: false,
    tax,
  };
}

function planSupplier(random: Random, names: Names, name: string, index: number): PlannedParty {
  return {
    code: partyCode("F", index),
    name,
    role: "supplier",
    details: frenchDetails(random, names),
    weight: 1,
    terms: "30J",
    lateness: 0,
    paysMonthly: false,
  };
}

function frenchDetails(random: Random, { streets, cities }: Names): Record<string, string> {
  const siren = randomSiren(random);
  const [postal_code, city] = random.pick(cities);
  return {
    siren,
    siret: siretOf(siren, random.integer(1, 4)),
    vat_number: vatNumberOf(siren),
    address: `${random.integer(1, 140)} ${random.pick(streets)}`,
    postal_code,
    city,
    country: "FR",
    phone: `+33 4 ${[0, 0, 0, 0].map(() => String(random.integer(10, 99))).join(" ")}`,
  };
}
