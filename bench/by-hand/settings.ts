import { parsed, type Statement } from "./database.ts";

/** What the organization has set up, held in memory as sessions are. */
export interface Settings {
  readonly country: string;
  readonly language: string;
  readonly currency_code: string;
  readonly currency: string;
  readonly payment_terms: string;
  readonly receivable_account: string;
  readonly income_account: string;
  readonly sale_tax: string;
  readonly sales_journal: string;
  readonly rounding_account: string;
}

const READ: Statement = {
  name: "settings",
  text: `select row_to_json(found)::text from (
    select organization.country, coalesce(organization.language, 'fr') as language, organization.currency as currency_code,
      finance.currency, payment_terms, receivable_account, income_account, sale_tax, sales_journal, rounding_account
    from organization, finance_settings finance) found`,
};

let reading: Promise<Settings | undefined> | undefined;

export async function settings(): Promise<Settings> {
  reading ??= parsed<Settings>(READ, []);
  return (await reading)!;
}
