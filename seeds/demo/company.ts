import type { IsoDate } from "../../engine/kernel/index.ts";
import { siretOf, vatNumberOf } from "./identifiers.ts";

const SIREN = "812345676";

/** The demo company as printed on its documents. Everything about it is invented. */
export const COMPANY_DETAILS = {
  name: "Comptoir Belmont",
  legal_form: "SAS",
  share_capital: "80000.00",
  activity_code: "46.65Z",
  siren: SIREN,
  siret: siretOf(SIREN, 2),
  vat_number: vatNumberOf(SIREN),
  registry_city: "Lyon",
  address: "12 quai des Entrepôts",
  postal_code: "69007",
  city: "Lyon",
  phone: "+33 4 72 00 00 12",
  email: "facturation@comptoir-belmont.example",
  website: "https://comptoir-belmont.example",
  bank_name: "Banque des Quais",
  iban: "FR76 3000 6000 0112 3456 7890 189",
  bic: "AGRIFRPP",
} as const;

export interface DemoCompany {
  readonly name: string;
  readonly slug: string;
  readonly country: string;
  readonly fiscal_year_start: IsoDate;
}
