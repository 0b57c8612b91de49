import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateFec } from "../../seeds/samples/generate-fec.ts";
import { PERFEX, runScript } from "../../tests/support/start-process.ts";
import type { Product } from "../product.ts";
import type { LongWork } from "./types.ts";

const LINES = 20_000;
const YEAR = new Date().getFullYear() - 1;

interface TrialBalanceRow {
  readonly account: string;
  readonly closing_debit: string;
  readonly closing_credit: string;
}

/** Imports a file of 20,000 lines from the command line, start of the process included, and compares every balance with the file. */
export async function measureFecImport(product: Product, env: NodeJS.ProcessEnv, folder: string): Promise<LongWork> {
  const { slug } = await product.call<{ slug: string }>("POST", "/api/organizations", {
    name: "FEC",
    slug: "fec",
    country: "FR",
    fiscal_year_start: `${YEAR}-01-01`,
  });
  const file = generateFec({ lines: LINES, year: YEAR });
  const path = join(folder, "bench.fec.txt");
  await writeFile(path, file.text);
  const started = performance.now();
  await runScript(PERFEX, ["import", "fec", path, "--organization", slug, "--data", join(folder, "data")], env);
  const seconds = (performance.now() - started) / 1_000;
  const books = await closingBalances(product, slug);
  for (const code of new Set([...Object.keys(file.debitByAccount), ...books.keys()])) {
    const expected = (file.debitByAccount[code] ?? 0) - (file.creditByAccount[code] ?? 0);
    const booked = books.get(code) ?? 0;
    if (booked !== expected) throw new Error(`account ${code}: ${booked} cents in the books, ${expected} in the file`);
  }
  return {
    name: `\`perfex import fec\`, ${file.lines.toLocaleString("en")} lines; every balance equals the file's`,
    seconds,
  };
}

/** Cents by account code. */
async function closingBalances(product: Product, slug: string): Promise<ReadonlyMap<string, number>> {
  const path = `/api/v1/reports/trial_balance?from=${YEAR}-01-01&to=${YEAR}-12-31`;
  const { rows } = await product.call<{ rows: readonly TrialBalanceRow[] }>("GET", path, undefined, slug);
  const cents = (amount: string) => Math.round(Number(amount) * 100);
  return new Map(rows.map((row) => [row.account, cents(row.closing_debit) - cents(row.closing_credit)]));
}
