import { addDays, addMonths } from "../../engine/kernel/index.ts";
import { fiscalYearFrom, seedFiscalYear } from "../localization/fiscal-year.ts";
import type { OnSeedProgress, SeedTarget } from "../types.ts";
import { weekOf } from "./calendar.ts";
import { COMPANY_DETAILS } from "./company.ts";
import { type DemoIds, writeMasterData } from "./master-data.ts";
import type { DemoPlan } from "./plan-types.ts";
import { creditNoteValues, entryValues, invoiceValues, paymentValues } from "./values.ts";

const LABEL = { fr: "Société de démonstration", en: "Demo company" };
const SUBMIT = { submit: true } as const;

/**
 * Writes the history week by week: invoices, entries and the settling of earlier weeks side by side, each kind in the
 * order of its dates, so that numbers follow the calendar.
 */
export async function writeDemo(target: SeedTarget, plan: DemoPlan, onProgress: OnSeedProgress): Promise<void> {
  await target.setSingle("organization", COMPANY_DETAILS);
  await writeFiscalYears(target, plan);
  const ids = await writeMasterData(target, plan);
  const total = plan.invoices.length + plan.creditNotes.length + plan.payments.length + plan.entries.length;
  let done = 0;
  const count = (documents: number) => {
    done += documents;
    onProgress({ step: "demo", label: LABEL, done, total });
  };
  for (let week = 0; week <= weekOf(plan.start, plan.today); week++) {
    await writeWeek(target, plan, week, ids, count);
  }
  await closeFirstYear(target, plan);
}

async function writeWeek(
  target: SeedTarget,
  plan: DemoPlan,
  week: number,
  ids: DemoIds,
  count: (documents: number) => void,
): Promise<void> {
  const inWeek = ({ date }: { readonly date: string }) => weekOf(plan.start, date) === week;
  const invoices = plan.invoices.filter((invoice) => inWeek(invoice) && !invoice.isDraft);
  const drafts = plan.invoices.filter((invoice) => inWeek(invoice) && invoice.isDraft);
  const entries = plan.entries.filter(inWeek);
  const notes = plan.creditNotes.filter(inWeek);
  const payments = plan.payments.filter(inWeek);

  const write = async (doctype: string, rows: Parameters<SeedTarget["createMany"]>[1], submit: boolean) => {
    const created = rows.length > 0 ? await target.createMany(doctype, rows, submit ? SUBMIT : {}) : [];
    count(rows.length);
    return created;
  };
  const settle = async () => {
    await write(
      "credit_note",
      notes.map((note) => creditNoteValues(note, ids)),
      true,
    );
    await write(
      "payment",
      payments.map((payment) => paymentValues(payment, ids)),
      true,
    );
  };
  const [created] = await Promise.all([
    write(
      "sales_invoice",
      invoices.map((invoice) => invoiceValues(invoice, ids)),
      true,
    ),
    write(
      "journal_entry",
      entries.map((entry) => entryValues(entry, ids)),
      true,
    ),
    settle(),
  ]);
  invoices.forEach(({ key }, index) => {
    const id = created[index];
    if (id !== undefined) ids.invoices.set(key, id);
  });
  await write(
    "sales_invoice",
    drafts.map((invoice) => invoiceValues(invoice, ids)),
    false,
  );
}

/** The year of the first months, the present one and the next. */
async function writeFiscalYears(target: SeedTarget, { start }: DemoPlan): Promise<void> {
  for (const years of [0, 1, 2]) {
    await seedFiscalYear(target, fiscalYearFrom(addMonths(start, years * 12)), "fr_pcg");
  }
}

/** What is closed refuses entries: its periods are shut last. */
async function closeFirstYear(target: SeedTarget, { start, firstYearEnd, today }: DemoPlan): Promise<void> {
  if (addDays(firstYearEnd, 1) > today) return;
  const periods = await target.find("period", {}, ["end_date"]);
  for (const { id, end_date } of periods) {
    if (String(end_date) <= firstYearEnd) await target.update("period", id, { closed: true });
  }
  const years = await target.find("fiscal_year", { start_date: start });
  for (const { id } of years) await target.update("fiscal_year", id, { closed: true });
}
