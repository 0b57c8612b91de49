import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { generateFec } from "../../../../seeds/samples/generate-fec.ts";
import { fecImport } from "./fec_import.ts";
import type { FecImportOutput } from "./generated/types.ts";
import type { KnownBooks } from "./known.ts";
import type { EntryRow } from "./plan-entries.ts";

const account = (code: string, type: string, values: object = {}) => ({
  id: code,
  code,
  nature: "asset",
  type,
  normal_side: "debit",
  statement_line: `line_${code}`,
  is_reconcilable: false,
  is_group: false,
  is_active: true,
  ...values,
});
const BOOKS: KnownBooks = {
  accounts: [
    account("4", "liability", { is_group: true }),
    account("411", "receivable", { is_reconcilable: true }),
    account("401", "payable", { nature: "liability", normal_side: "credit", is_reconcilable: true }),
    account("512", "bank"),
    account("101", "equity", { nature: "equity", normal_side: "credit" }),
    account("70", "income", { nature: "income", is_group: true }),
    account("707", "income", { nature: "income", normal_side: "credit" }),
  ],
  journals: [
    { id: "OD", code: "OD", type: "general" },
    { id: "CL", code: "CL", type: "closing" },
  ],
  parties: [{ id: "1", code: "CMERCIER" }],
  entries: [],
  first_entry: [],
};

const sample = (suffix = "") =>
  readFileSync(new URL(`../../../../seeds/samples/404833048FEC20251231${suffix}.txt`, import.meta.url));
const run = (bytes: Uint8Array | string, known: Partial<KnownBooks> = {}, opening?: "auto" | "import" | "skip") =>
  fecImport({
    file_name: "404833048FEC20251231.txt",
    bytes: Buffer.from(bytes).toString("base64"),
    known: { ...BOOKS, ...known },
    ...(opening ? { options: { opening } } : {}),
  });
const rowsOf = <Row>(output: FecImportOutput, doctype: string) =>
  output.effects.flatMap((effect) =>
    "create" in effect && effect.create === doctype ? (effect.rows as readonly Row[]) : [],
  );
const entriesOf = (output: FecImportOutput) => rowsOf<EntryRow>(output, "journal_entry");
const codesOf = (output: FecImportOutput) => output.findings.map(({ code }) => code);

const HEADER =
  "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise";
interface LineCells {
  readonly journal?: string;
  readonly label?: string;
  readonly entry?: string;
  readonly date?: string;
  readonly account: string;
  readonly party?: string;
  readonly debit?: string;
  readonly credit?: string;
  readonly lettering?: string;
}
const line = ({
  journal = "OD",
  label = "Divers",
  entry = "1",
  date = "20250115",
  account: code,
  party = "",
  debit = "0,00",
  credit = "0,00",
  lettering = "",
}: LineCells) =>
  [
    journal,
    label,
    entry,
    date,
    code,
    "Compte",
    party,
    party && "Tiers",
    "P1",
    date,
    "Essai",
    debit,
    credit,
    lettering,
    "",
    "20251231",
    "",
    "",
  ].join("\t");
const file = (...lines: readonly LineCells[]) => [HEADER, ...lines.map(line)].join("\r\n");

describe("a legal file", () => {
  const output = run(sample());

  test("becomes one journal entry per entry, in order of dates, to be submitted", () => {
    expect(entriesOf(output).map(({ date }) => date)).toEqual([
      "2025-01-01",
      "2025-01-10",
      "2025-02-14",
      "2025-03-20",
      "2025-04-03",
      "2025-05-15",
      "2025-06-30",
    ]);
    expect(output.effects.at(-1)).toMatchObject({ create: "journal_entry", key: "import_key", submit: true });
    expect(output.summary).toMatchObject({ lines: 24, entries: 7, refused: 0, from: "2025-01-01", to: "2025-06-30" });
    expect(output.summary["debit"]).toBe(output.summary["credit"]);
  });

  test("lacks no cent: debits and credits are the file's", () => {
    const sums = entriesOf(output)
      .flatMap(({ lines }) => lines)
      .reduce((sum, { debit }) => sum + Math.round(Number(debit) * 100), 0);
    expect(output.summary["debit"]).toBe((sums / 100).toFixed(2));
    expect(output.summary["debit"]).toBe("71900.75");
  });

  test("brings unknown journals with a guessed type and leaves known ones", () => {
    expect(rowsOf(output, "journal")).toEqual([
      { code: "AN", name: "À-nouveaux", type: "opening" },
      { code: "BQ", name: "Banque des Quais", type: "bank" },
      { code: "VE", name: "Ventes", type: "sales" },
      { code: "AC", name: "Achats", type: "purchases" },
    ]);
  });

  test("brings unknown accounts with their labels, being what the account above them is", () => {
    expect(rowsOf<{ code: string }>(output, "account").find(({ code }) => code === "411000")).toEqual({
      code: "411000",
      name: "Clients",
      parent_account: "411",
      nature: "asset",
      type: "receivable",
      normal_side: "debit",
      statement_line: "line_411",
      is_reconcilable: true,
      is_group: false,
    });
    expect(rowsOf<{ code: string }>(output, "account").find(({ code }) => code === "641100")).toMatchObject({
      nature: "expense",
      parent_account: null,
    });
  });

  test("brings unknown parties as customers and suppliers", () => {
    expect(rowsOf(output, "party")).toEqual([
      { code: "CLAFONT", name: "Menuiserie Lafont & Fils", is_customer: true, is_supplier: false },
      { code: "FBOISNORD", name: "Bois du Nord", is_customer: false, is_supplier: true },
      { code: "CWEBER", name: "Weber Inc.", is_customer: true, is_supplier: false },
    ]);
  });

  test("lettered lines share the invoice's due date; the others keep their voucher's", () => {
    const dueDates = entriesOf(output)
      .flatMap(({ lines }) => lines)
      .filter(({ due_date }) => due_date !== null);
    expect(dueDates.map(({ party, debit, lettering, due_date }) => [party, debit, lettering, due_date])).toEqual([
      ["CLAFONT", "1200.00", "A", "2025-01-01"],
      ["FBOISNORD", "0.00", null, "2025-01-01"],
      ["CLAFONT", "0.00", "A", "2025-01-01"],
      ["CMERCIER", "2455.00", "B", "2025-02-14"],
      ["CMERCIER", "0.00", "B", "2025-02-14"],
      ["FBOISNORD", "0.00", null, "2025-04-01"],
      ["CWEBER", "1840.00", null, "2025-05-15"],
    ]);
  });

  test("amounts in currency are signed by their side", () => {
    const dollars = entriesOf(output)
      .flatMap(({ lines }) => lines)
      .filter(({ currency }) => currency === "USD");
    expect(dollars.map(({ currency_amount }) => currency_amount)).toEqual(["2000.00", "-2000.00"]);
  });
});

describe("the forms the law allows", () => {
  const plain = (output: FecImportOutput) => entriesOf(output).map(({ import_key: _, ...entry }) => entry);

  test("pipe and ISO-8859-15 give the same entries as tab and UTF-8", () => {
    expect(plain(run(sample("-iso-8859-15")))).toEqual(plain(run(sample())));
  });

  test("Montant and Sens give the same entries as Debit and Credit", () => {
    expect(plain(run(sample("-montant-sens")))).toEqual(plain(run(sample())));
  });

  test("columns may stand in another order and lower case, and others may be there", () => {
    const [head = "", ...rows] = sample().toString("utf8").slice(1).split("\r\n");
    const turned = (row: string) => [...row.split("\t").reverse(), "x"].join("\t");
    expect(plain(run([turned(head.toLowerCase()), ...rows.map(turned)].join("\n")))).toEqual(plain(run(sample())));
  });

  test("a file without its header line is read in the legal order, and it is said", () => {
    const output = run(sample().toString("utf8").slice(1).split("\r\n").slice(1).join("\r\n"));
    expect(codesOf(output)).toContain("FEC_NO_HEADER");
    expect(plain(output)).toEqual(plain(run(sample())));
  });

  test("a file with another separator or without a column is refused with the reason", () => {
    expect(codesOf(run(HEADER.replaceAll("\t", ";")))).toEqual(["FEC_SEPARATOR"]);
    expect(run(HEADER.replace("CompteNum\t", "")).findings[0]?.message.fr).toBe("Il manque la colonne CompteNum.");
    expect(codesOf(run(""))).toEqual(["FEC_EMPTY"]);
  });
});

describe("a file with mistakes", () => {
  const output = run(sample("-errors"));
  const told = output.findings.map(({ code, line: number }) => `${code} ${number}`);

  test("loses only the entries that are wrong", () => {
    expect(entriesOf(output).map(({ label }) => label)).toEqual([
      "À-nouveaux 2025",
      "Facture F2025-001",
      "Virement Mercier",
      "Facture F2025-002 (USD)",
      "Salaires de juin",
      "Extourne",
    ]);
    expect(output.summary).toMatchObject({ entries: 6, refused: 4 });
  });

  test("explains each with its line", () => {
    expect(told).toEqual(
      expect.arrayContaining([
        "FEC_DATE_INVALID 19",
        "FEC_AMOUNT_INVALID 26",
        "FEC_ENTRY_UNBALANCED 8",
        "FEC_ENTRY_UNBALANCED 17",
        "FEC_ENTRY_REFUSED 26",
        "FEC_ENTRY_UNBALANCED 27",
      ]),
    );
    const unbalanced = output.findings.find(({ code }) => code === "FEC_ENTRY_UNBALANCED");
    expect(unbalanced?.message.fr).toBe(
      "L'écriture BQ 2 (2025-01-10) n'est pas équilibrée : débit 1\u202f200,00, crédit 1\u202f100,00, écart 100,00. Elle n'est pas importée.",
    );
  });

  test("enters negative amounts on the other side and drops zero lines, and says so", () => {
    expect(
      entriesOf(output)
        .at(-1)
        ?.lines.map(({ account: code, debit, credit }) => [code, debit, credit]),
    ).toEqual([
      ["471000", "0.00", "25.00"],
      ["658000", "25.00", "0.00"],
    ]);
    expect(codesOf(output)).toEqual(
      expect.arrayContaining(["FEC_NEGATIVE_AMOUNTS", "FEC_ZERO_LINES", "FEC_NOT_VALIDATED"]),
    );
  });
});

describe("importing again", () => {
  const first = run(sample());
  const entries = entriesOf(first).map(({ import_key }) => ({ id: import_key, import_key }));

  test("the same file changes nothing", () => {
    const again = run(sample(), { entries, first_entry: [{ id: "1", date: "2025-01-01" }] });
    expect(again.effects).toEqual([]);
    expect(again.summary).toMatchObject({ entries: 0, already_imported: 7, refused: 0 });
    expect(again.findings.filter(({ severity }) => severity !== "info")).toEqual([]);
  });

  test("an entry that changed since is not entered twice but pointed out", () => {
    const changed = sample()
      .toString("utf8")
      .replace("2000,00\t\t\t20251231\t\t\r\nVE", "1999,00\t\t\t20251231\t\t\r\nVE")
      .replace("0,00\t52,13", "0,00\t53,13");
    const again = run(changed.replace("0,00\t2000,00\t\t\t2", "0,00\t1999,00\t\t\t2"), { entries });
    expect(codesOf(again)).toEqual(expect.arrayContaining(["FEC_ENTRY_CHANGED"]));
    expect(entriesOf(again)).toEqual([]);
  });

  test("opening entries of a second year are left out, unless asked for", () => {
    const books = { first_entry: [{ id: "1", date: "2024-02-01" }] };
    expect(run(sample(), books).summary).toMatchObject({ entries: 6, opening_skipped: 1 });
    expect(run(sample(), books, "import").summary).toMatchObject({ entries: 7, opening_skipped: 0 });
    expect(run(sample(), {}, "skip").summary).toMatchObject({ entries: 6, opening_skipped: 1 });
  });
});

describe("entries", () => {
  test("are told apart by journal, number and date", () => {
    const output = run(
      file(
        { account: "512000", debit: "10,00" },
        { account: "512000", debit: "20,00", entry: "2" },
        { account: "411000", credit: "10,00" },
        { account: "411000", credit: "20,00", entry: "2" },
        { account: "512000", debit: "5,00", date: "20250116" },
        { account: "411000", credit: "5,00", date: "20250116" },
      ),
    );
    expect(entriesOf(output).map(({ lines }) => lines.map(({ debit, credit }) => `${debit}/${credit}`))).toEqual([
      ["10.00/0.00", "0.00/10.00"],
      ["20.00/0.00", "0.00/20.00"],
      ["5.00/0.00", "0.00/5.00"],
    ]);
  });

  test("a line with both sides becomes two", () => {
    const output = run(
      file({ account: "512000", debit: "10,00", credit: "4,00" }, { account: "411000", credit: "6,00" }),
    );
    expect(entriesOf(output)[0]?.lines.map(({ debit, credit }) => [debit, credit])).toEqual([
      ["10.00", "0.00"],
      ["0.00", "4.00"],
      ["0.00", "6.00"],
    ]);
  });

  test("on a group account of the chart are refused, the account told once", () => {
    const output = run(
      file(
        { account: "70", credit: "1,00" },
        { account: "512", debit: "1,00" },
        { account: "70", credit: "2,00", entry: "2" },
        { account: "512", debit: "2,00", entry: "2" },
      ),
    );
    expect(codesOf(output).filter((code) => code === "FEC_ACCOUNT_NOT_POSTABLE")).toHaveLength(1);
    expect(output.summary).toMatchObject({ entries: 0, refused: 2 });
  });

  test("a journal named like the books' closing journal gets a code of its own, so that nothing escapes the trial balance", () => {
    const output = run(
      file(
        { journal: "CL", label: "Clients", account: "411", debit: "1,00" },
        { journal: "CL", label: "Clients", account: "707", credit: "1,00" },
      ),
    );
    expect(rowsOf(output, "journal")).toEqual([{ code: "CL-FEC", name: "Clients", type: "sales" }]);
    expect(entriesOf(output)[0]?.journal).toBe("CL-FEC");
  });
});

describe("a large file", () => {
  test("of 20,000 lines keeps the sums of every account", () => {
    const generated = generateFec({ lines: 20_000 });
    const output = run(generated.text);
    expect(output.summary).toMatchObject({ lines: generated.lines, refused: 0 });
    expect(output.findings).toEqual([]);
    const debits: Record<string, number> = {};
    for (const { account: code, debit } of entriesOf(output).flatMap(({ lines }) => lines))
      debits[code] = (debits[code] ?? 0) + Math.round(Number(debit) * 100);
    expect(debits).toEqual(generated.debitByAccount);
  });

  test("is the same for the same seed", () => {
    expect(generateFec({ lines: 500, seed: 7 }).text).toBe(generateFec({ lines: 500, seed: 7 }).text);
    expect(generateFec({ lines: 500, seed: 7 }).text).not.toBe(generateFec({ lines: 500, seed: 8 }).text);
  });
});
