import { createRandom, type Random } from "../random.ts";

export interface FecOptions {
  /** Lines wanted, at least; the last entry is never cut. */
  readonly lines: number;
  readonly seed?: number;
  /** Calendar year of the entries. */
  readonly year?: number;
  readonly separator?: "\t" | "|";
  /** Debit and Credit, or Montant and Sens. */
  readonly hasSides?: boolean;
}

/** Cents per account, to compare with what the books say after an import. */
export interface GeneratedFec {
  readonly text: string;
  readonly lines: number;
  readonly debitByAccount: Readonly<Record<string, number>>;
  readonly creditByAccount: Readonly<Record<string, number>>;
}

interface Cell {
  readonly account: string;
  readonly label: string;
  readonly debit?: number;
  readonly credit?: number;
  readonly party?: readonly [code: string, name: string];
  readonly lettering?: string;
}

const NAMES = ["Lafont", "Mercier", "Oriol", "Pauthier", "Quéré", "Roussel", "Sœur Élise", "Tessier", "Vidal", "Weber"];
const VAT = [
  { rate: 20, account: "70700000" },
  { rate: 5.5, account: "70705500" },
];

/** A well-formed FEC of invented sales, purchases, payments with lettering and salaries, the same for the same options. */
export function generateFec(options: FecOptions): GeneratedFec {
  const { seed = 1, year = 2025, separator = "\t", hasSides = false } = options;
  const random = createRandom(seed);
  const writer = createWriter(separator, hasSides, year);
  writeOpening(writer);
  for (let number = 1; writer.lines() < options.lines; number++) {
    const day = 2 + Math.floor(((number * 7) % 2_500) / 7);
    writeSale(writer, random, number, day);
    if (number % 2 === 0) writePurchase(writer, random, number, day);
    if (number % 25 === 0) writeSalaries(writer, number, day);
  }
  return writer.done();
}

const HEADER = [
  "JournalCode",
  "JournalLib",
  "EcritureNum",
  "EcritureDate",
  "CompteNum",
  "CompteLib",
  "CompAuxNum",
  "CompAuxLib",
  "PieceRef",
  "PieceDate",
  "EcritureLib",
];
const TAIL = ["EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise"];

function createWriter(separator: string, hasSides: boolean, year: number) {
  const amounts = hasSides ? ["Montant", "Sens"] : ["Debit", "Credit"];
  const rows = [[...HEADER, ...amounts, ...TAIL].join(separator)];
  const debitByAccount: Record<string, number> = {};
  const creditByAccount: Record<string, number> = {};

  function date(day: number): string {
    const time = new Date(Date.UTC(year, 0, Math.min(day, 365)));
    return time.toISOString().slice(0, 10).replaceAll("-", "");
  }

  return {
    lines: () => rows.length - 1,
    entry(
      journal: readonly [string, string],
      number: string,
      day: number,
      label: string,
      cells: readonly Cell[],
    ): void {
      const on = date(day);
      for (const { account, label: accountLabel, debit = 0, credit = 0, party, lettering = "" } of cells) {
        debitByAccount[account] = (debitByAccount[account] ?? 0) + debit;
        creditByAccount[account] = (creditByAccount[account] ?? 0) + credit;
        const money = hasSides ? [french(debit || credit), debit > 0 ? "D" : "C"] : [french(debit), french(credit)];
        const tail = [lettering, lettering && on, on, "", ""];
        rows.push(
          [
            journal[0],
            journal[1],
            number,
            on,
            account,
            accountLabel,
            party?.[0] ?? "",
            party?.[1] ?? "",
            number,
            on,
            label,
            ...money,
            ...tail,
          ].join(separator),
        );
      }
    },
    done: (): GeneratedFec => ({
      text: `${rows.join("\r\n")}\r\n`,
      lines: rows.length - 1,
      debitByAccount,
      creditByAccount,
    }),
  };
}

type Writer = ReturnType<typeof createWriter>;

const french = (cents: number) => (cents / 100).toFixed(2).replace(".", ",");

function writeOpening(writer: Writer): void {
  writer.entry(["AN", "À-nouveaux"], "AN1", 1, "À nouveau", [
    { account: "51200000", label: "Banque", debit: 5_000_000 },
    { account: "10130000", label: "Capital souscrit, appelé, versé", credit: 5_000_000 },
  ]);
}

function writeSale(writer: Writer, random: Random, number: number, day: number): void {
  const index = random.integer(1, 200);
  const party = [`C${String(index).padStart(4, "0")}`, `${NAMES[index % NAMES.length]} ${index}`] as const;
  const { rate, account } = random.pick(VAT);
  const net = random.integer(1_000, 500_000);
  const tax = Math.round((net * rate) / 100);
  const lettering = random.chance(0.7) ? `L${number.toString(36).toUpperCase()}` : "";
  const receivable = { account: "41100000", label: "Clients", party, lettering };
  writer.entry(["VE", "Ventes"], `VE${number}`, day, `Facture ${number}`, [
    { ...receivable, debit: net + tax },
    { account, label: `Ventes de marchandises ${rate} %`, credit: net },
    { account: "44571000", label: "TVA collectée", credit: tax },
  ]);
  if (lettering === "") return;
  writer.entry(["BQ", "Banque"], `BQ${number}`, day + 30, `Règlement facture ${number}`, [
    { account: "51200000", label: "Banque", debit: net + tax },
    { ...receivable, credit: net + tax },
  ]);
}

function writePurchase(writer: Writer, random: Random, number: number, day: number): void {
  const index = random.integer(1, 60);
  const party = [`F${String(index).padStart(4, "0")}`, `Fournitures ${NAMES[index % NAMES.length]}`] as const;
  const net = random.integer(500, 200_000);
  const tax = Math.round(net / 5);
  writer.entry(["AC", "Achats"], `AC${number}`, day, `Achat ${number}`, [
    { account: "60700000", label: "Achats de marchandises", debit: net },
    { account: "44566000", label: "TVA déductible", debit: tax },
    { account: "40100000", label: "Fournisseurs", party, credit: net + tax },
  ]);
}

function writeSalaries(writer: Writer, number: number, day: number): void {
  writer.entry(["OD", "Opérations diverses"], `OD${number}`, day, "Salaires", [
    { account: "64110000", label: "Salaires, appointements", debit: 1_200_000 },
    { account: "64510000", label: "Cotisations à l'Urssaf", debit: 500_000 },
    { account: "42100000", label: "Personnel, rémunérations dues", credit: 940_000 },
    { account: "43100000", label: "Sécurité sociale", credit: 760_000 },
  ]);
}
