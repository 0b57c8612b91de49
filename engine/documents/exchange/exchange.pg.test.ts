import { beforeAll, describe, expect, test } from "@jest/globals";
import ExcelJS from "exceljs";
import type { ImportRequest, ParsedTable } from "../index.ts";
import { openLibrary } from "../tests/open-library.ts";
import { refusal } from "../tests/refusal.ts";

const library = openLibrary();
const { documents } = library;
const { exchange } = documents;
const csv = (text: string): Promise<ParsedTable> =>
  exchange.parse({ fileName: "f.csv", bytes: new TextEncoder().encode(text) });

async function importCsv(doctype: string, text: string, more: Partial<ImportRequest> = {}, ctx = library.as()) {
  const { columns, rows, format } = await csv(text);
  const mapping = exchange.guessMapping(ctx, doctype, columns);
  return exchange.importRows(ctx, doctype, { rows, format, mapping, dryRun: false, ...more });
}

beforeAll(async () => {
  await documents.create(library.as(), "branch", { name: "Dakar" });
});

describe("importing rows", () => {
  test("as people write them: guessed columns, French numbers and dates, links by name", async () => {
    const text =
      "Name;Joined;CREDIT;Blocked;branch;interests;unknown\nAwa;31/12/2025;1 234,56;oui;Dakar;a;x\nBou;;;;;;\n";
    const { columns } = await csv(text);
    expect(exchange.guessMapping(library.as(), "member", columns)).toEqual({
      Name: "name",
      Joined: "joined",
      CREDIT: "credit",
      Blocked: "blocked",
      branch: "branch",
      interests: "interests",
    });
    const progress: number[] = [];
    const result = await importCsv("member", text, { onProgress: ({ done }) => progress.push(done) });
    expect(result).toMatchObject({ created: 2, updated: 0, unchanged: 0, refused: 0, errors: [] });
    expect(progress).toEqual([2]);
    const { items } = await documents.list(library.as(), "member", {
      filter: { field: "name", op: "in", value: ["Awa", "Bou"] },
      sort: ["name"],
      limit: 5,
    });
    expect(items).toMatchObject([
      { joined: "2025-12-31", credit: "1234.56", blocked: true, interests: ["a"] },
      { joined: "2026-03-15", credit: "0.00", blocked: false, branch: null },
    ]);
  });

  test("tells row and column of every cell that is wrong, and brings in the rest", async () => {
    const text = "name;joined;branch;email;card\nGood;;;;G-1\nBad;31/02/2025;Nowhere;;\n;;;;\nWorse;;;no-mail;G-1\n";
    const result = await importCsv("member", text.replace("\n;;;;\n", "\n;;;x@y.zz;\n"));
    expect(result).toMatchObject({ created: 1, refused: 3 });
    expect(result.errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, "joined", "IMPORT_CELL_INVALID"],
      [3, "branch", "IMPORT_LINK_NOT_FOUND"],
      [4, "name", "FIELD_REQUIRED"],
      [5, "email", "VALUE_TYPE"],
    ]);
    expect(result.errors[0]!.message).toEqual({
      fr: "« 31/02/2025 » n'est pas une date.",
      en: "“31/02/2025” is not a date.",
    });
  });

  test("a dry run tells the same and keeps nothing", async () => {
    const text = "name;card\nDry;D-1\nDry too;D-1\n";
    const before = await library.rows("select count(*) from member");
    const result = await importCsv("member", text, { dryRun: true });
    expect(result).toMatchObject({
      created: 1,
      refused: 1,
      errors: [{ row: 3, column: "card", code: "VALUE_DUPLICATE" }],
    });
    expect(await library.rows("select count(*) from member")).toEqual(before);
    expect(await importCsv("member", text)).toMatchObject({ created: 1, refused: 1 });
  });

  test("names that mean several documents are refused, numbers and ids are found", async () => {
    const [one] = [await library.member({ name: "Twin" }), await library.member({ name: "Twin" })];
    const books = [await library.book({ isbn: "I-1" })];
    const rows = [
      { who: "Twin", what: "I-1" },
      { who: one!.id, what: "I-1" },
    ];
    const mapping = { who: "member", what: "lines.book.isbn" };
    const result = await exchange.importRows(library.as(), "loan", { rows, mapping, dryRun: false });
    expect(result).toMatchObject({ created: 1, errors: [{ row: 2, column: "who", code: "IMPORT_LINK_AMBIGUOUS" }] });
    expect((await documents.links(library.as(), "book", books[0]!.id)).length).toBe(1);
  });

  test("rows without header cells are further lines of the document above", async () => {
    const member = await library.member({ name: "Liner" });
    await library.book({ title: "Vol 1" });
    await library.book({ title: "Vol 2" });
    const text = "member;note;lines book;lines quantity\nLiner;first;Vol 1;2\n;;Vol 2;3\nLiner;second;Vol 2;11\n";
    const result = await importCsv("loan", text);
    expect(result).toMatchObject({
      created: 1,
      refused: 1,
      errors: [{ row: 4, column: "lines quantity", code: "RULE_BROKEN" }],
    });
    const filter = { field: "member", op: "eq", value: member.id } as const;
    const [loan] = (await documents.list(library.as(), "loan", { filter, limit: 5 })).items;
    expect(await documents.get(library.as(), "loan", loan!.id)).toMatchObject({
      note: "first",
      lines: [{ quantity: "2.00" }, { quantity: "3.00" }],
    });
  });

  test("upsert changes what exists, creates the rest, and refuses a key that comes twice", async () => {
    await library.member({ card: "U-1", name: "Old", about: "kept" });
    const text = "card;name\nU-1;New\nU-2;Created\nU-2;Twice\n";
    const result = await importCsv("member", text, { mode: "upsert", key: "card" });
    expect(result).toMatchObject({
      created: 1,
      updated: 1,
      refused: 1,
      errors: [{ row: 4, column: "card", code: "IMPORT_KEY_REPEATED" }],
    });
    const { items } = await documents.list(library.as(), "member", {
      filter: { field: "card", op: "eq", value: "U-1" },
      limit: 1,
    });
    expect(items).toMatchObject([{ name: "New", about: "kept", version: 2 }]);
    expect((await refusal(importCsv("member", text, { mode: "upsert", key: "name" }))).code).toBe("IMPORT_KEY_INVALID");
  });

  test("a blank cell leaves what a document has, unless it is said to clear it", async () => {
    await library.member({ card: "BLANK", name: "Anne", about: "first" });
    const row = async () => {
      const filter = { field: "card", op: "eq", value: "BLANK" } as const;
      return (await documents.list(library.as(), "member", { filter, limit: 1 })).items[0];
    };
    const text = "card;name;about\nBLANK;Anna;\n";
    expect(await importCsv("member", text, { mode: "upsert", key: "card" })).toMatchObject({ updated: 1 });
    expect(await row()).toMatchObject({ name: "Anna", about: "first" });
    const cleared = await importCsv("member", text, { mode: "upsert", key: "card", blanks: "clear" });
    expect(cleared).toMatchObject({ updated: 1 });
    expect(await row()).toMatchObject({ name: "Anna", about: null });
  });

  test("columns go only where a person may write, under his own rights", async () => {
    for (const target of ["total", "created_by", "pin", "lines", "nothing", "branch.nothing", "name.x"]) {
      const doctype = target === "total" ? "loan" : "member";
      const work = exchange.importRows(library.as(), doctype, { rows: [], mapping: { c: target }, dryRun: true });
      expect((await refusal(work)).code).toBe("IMPORT_MAPPING_UNKNOWN");
    }
    await documents.create(library.as(), "branch", { name: "Thiès" });
    const rows: Record<string, string>[] = [
      { name: "A", branch: "Thiès" },
      { name: "B", judgement: "x" },
      { name: "C" },
    ];
    const mapping = { name: "name", branch: "branch", judgement: "judgement" };
    const result = await exchange.importRows(library.as(["desk"]), "member", { rows, mapping, dryRun: false });
    expect(result).toMatchObject({ created: 1, refused: 2 });
    expect(result.errors.map(({ row, code }) => [row, code])).toEqual([
      [2, "ACCESS_ROW_DENIED"],
      [3, "FIELD_LEVEL_DENIED"],
    ]);
  });

  test("each column that holds something and goes nowhere is named with its reason, tried or done", async () => {
    const reasons = async (doctype: string, text: string, more: Partial<ImportRequest> = {}) => {
      const done = await importCsv(doctype, text, more);
      expect(await importCsv(doctype, text, { ...more, dryRun: true })).toMatchObject({
        ignored_columns: done.ignored_columns,
      });
      return Object.fromEntries(done.ignored_columns.map(({ column, reason }) => [column, reason]));
    };
    const member = "name;Nom;greeting;origin;pin;Créé le;about;About;phone;\nZoé;x;x;x;x;x;a;b;;lost\n";
    expect(await reasons("member", member)).toEqual({
      Nom: "unknown",
      greeting: "computed",
      origin: "read_only",
      pin: "not_a_cell",
      "Créé le": "computed",
      About: "repeated",
      "#10": "unknown",
    });
    expect(await reasons("member", "name;about\nYves;x\n", { mapping: { name: "name" } })).toEqual({
      about: "not_mapped",
    });
    expect(await reasons("loan", "member;lines net;shelves net;total\nZoé;1;1;1\n")).toEqual({
      "lines net": "computed",
      "shelves net": "computed",
      total: "computed",
    });
    const complaint = "subject;state;is settled\nNoise;settled;yes\n";
    expect(await reasons("complaint", complaint)).toEqual({ state: "workflow", "is settled": "computed" });
  });

  test("a column is told of a person's fields alone: one above what he reads is as unknown as one that is not there", async () => {
    const text = "name;Jugement;judgement;nothing;constructor\nYves;x;x;x;x\n";
    const reasons = async (role: string) => {
      const { rows } = await csv(text);
      const told = await exchange.ignoredColumns(library.as([role]), "member", { rows, mapping: { name: "name" } });
      return Object.fromEntries(told.map(({ column, reason }) => [column, reason]));
    };
    const nobodys = { Jugement: "unknown", nothing: "unknown", constructor: "unknown" };
    expect(await reasons("librarian")).toEqual({ ...nobodys, judgement: "not_mapped" });
    expect(await reasons("desk")).toEqual({ ...nobodys, judgement: "unknown" });
  });

  test("a long file is looked through with pauses in which others come", async () => {
    const cells = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`c${index}`, index === 19 ? null : "x"]),
    );
    const rows = [...Array.from({ length: 20_000 }, () => cells), { c19: "at last" }];
    let others = 0;
    let isDone = false;
    const other = (): void => {
      others += 1;
      if (!isDone) setImmediate(other);
    };
    setImmediate(other);
    try {
      expect(await exchange.ignoredColumns(library.as(), "member", { rows, mapping: {} })).toHaveLength(20);
    } finally {
      isDone = true;
    }
    expect(others).toBeGreaterThan(2);
  });

  test("blanks around a text are no part of it, sent or imported: none is required, none makes it another", async () => {
    const sent = await library.member({ name: "  Blanks ", card: " BL-1 ", about: " as it is\n" });
    expect(sent).toMatchObject({ name: "Blanks", card: "BL-1", about: " as it is\n" });
    expect((await refusal(library.member({ name: " \u00a0" }))).code).toBe("FIELD_REQUIRED");
    expect((await refusal(library.member({ card: "BL-1\t" }))).code).toBe("VALUE_DUPLICATE");
    const text = 'card;name;about\n" BL-1 ";" Blanks";" as it is\n"\nBL-2 ;"  Imported ";" so\n too "\n';
    expect(await importCsv("member", text, { mode: "upsert", key: "card" })).toMatchObject({
      unchanged: 1,
      created: 1,
      refused: 0,
    });
    const filter = { field: "card", op: "eq", value: "BL-2" } as const;
    const { items } = await documents.list(library.as(), "member", { filter, fields: ["name", "about"], limit: 1 });
    expect(items).toMatchObject([{ name: "Imported", about: " so\n too " }]);
  });

  test("what was kept with blanks before is sent back as it was read, and changes nothing", async () => {
    const { id } = await library.member({ name: "Older" });
    await library.rows("update member set name = ' Older ' where id = $1 returning id", id);
    const read = await documents.get(library.as(), "member", id);
    expect(read["name"]).toBe(" Older ");
    const patch = { name: " Older ", email: null };
    expect((await documents.update(library.as(), "member", id, patch, { version: 1 })).version).toBe(1);
  });

  test("300 members take seconds, with few statements each", async () => {
    const rows = Array.from({ length: 300 }, (_, index) => ({
      name: `Bulk ${index}`,
      card: `B-${index}`,
      branch: "Dakar",
    }));
    const mapping = { name: "name", card: "card", branch: "branch" };
    const result = await exchange.importRows(library.as(), "member", { rows, mapping, dryRun: false });
    expect(result).toMatchObject({ created: 300, refused: 0 });
  });
});

describe("exporting rows", () => {
  test("columns over links are headed as the view says, else so that none reads like another or like a field", async () => {
    const fields = ["number", "member.name", "request.member.name", "request.number", "created_at"];
    const headings = async (language: "fr" | "en", view?: string) => {
      const request = { format: "csv", limit: 1, fields, ...(view && { view }) } as const;
      const { bytes } = await exchange.exportRows(library.as(["librarian"], { language }), "loan", request);
      return (await exchange.parse({ fileName: "f.csv", bytes })).columns;
    };
    const plain = ["member › name", "request › member › name", "request › Numéro"];
    expect(await headings("fr")).toEqual(["Numéro", ...plain, "Créé le"]);
    expect(await headings("fr", "loans")).toEqual(["Numéro", "Emprunteur", "name", plain[2], "Créé le"]);
    expect((await headings("en", "loans"))[1]).toBe("Borrower");
  });

  test("a heading over a link is not taken for a field of the same name when the file comes back", async () => {
    const fields = ["name", "guardian.name"];
    const { bytes } = await exchange.exportRows(library.as(), "member", {
      format: "csv",
      purpose: "import",
      limit: 1,
      fields,
    });
    const { columns } = await exchange.parse({ fileName: "f.csv", bytes });
    expect(exchange.guessMapping(library.as(), "member", columns)).toEqual({ id: "id", name: "name" });
  });

  const filter = { field: "about", op: "eq", value: "exported" } as const;
  beforeAll(async () => {
    const branch = (await documents.list(library.as(), "branch", { limit: 1 })).items[0]!.id;
    const common = { about: "exported", branch };
    await library.member({
      ...common,
      name: "=cmd|' /C calc'!A0",
      credit: "-12.50",
      interests: ["x", "y"],
      extra: { a: 1 },
    });
    await library.member({
      ...common,
      name: 'Quo"te; and\nline',
      card: "@SUM",
      joined: "2025-12-31",
      languages: ["fr"],
    });
    await library.member({ ...common, name: "'-already", stay: 60, place: { lat: 1, lng: 2 }, wakes_at: "06:00" });
  });

  test("formulas are made harmless, numbers stay numbers, and the file reads back unchanged", async () => {
    for (const language of ["fr", "en"] as const) {
      const ctx = library.as(["librarian"], { language });
      for (const format of ["csv", "xlsx"] as const) {
        const { bytes, fileName } = await exchange.exportRows(ctx, "member", {
          filter,
          purpose: "import",
          limit: 10,
          format,
        });
        expect(fileName).toBe(`member-2026-03-15.${format}`);
        const table = await exchange.parse({ fileName, bytes });
        const names = table.rows.map((row) => row["name"]);
        expect(names).toContain("'=cmd|' /C calc'!A0");
        const mapping = exchange.guessMapping(ctx, "member", table.columns);
        const request = { rows: table.rows, format: table.format, mapping, dryRun: false, mode: "upsert" } as const;
        const result = await exchange.importRows(ctx, "member", request);
        expect(result).toMatchObject({ created: 0, updated: 0, unchanged: 3, refused: 0, errors: [] });
        const ignored = result.ignored_columns.map(({ reason }) => reason);
        expect(new Set(ignored)).toEqual(new Set(["computed", "read_only"]));
      }
    }
    const text = new TextDecoder().decode(
      (
        await exchange.exportRows(library.as(["librarian"], { language: "fr" }), "member", {
          filter,
          limit: 10,
          format: "csv",
        })
      ).bytes,
    );
    expect(text).toContain(";-12,50;");
    expect(text).toContain(";31/12/2025;");
    expect(text).toContain('"Quo""te; and\nline"');
    expect(text).not.toMatch(/(^|;)"?[=@]/m);
  });

  test("a workbook has typed cells and no formula", async () => {
    const { bytes } = await exchange.exportRows(library.as(), "member", {
      filter,
      fields: ["name", "credit", "joined"],
      limit: 10,
      format: "xlsx",
    });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer);
    const cells: string[] = [];
    workbook.worksheets[0]!.eachRow((row) =>
      row.eachCell((cell) =>
        cells.push(cell.formula ? "formula" : typeof cell.value === "object" ? "date" : typeof cell.value),
      ),
    );
    expect(new Set(cells)).toEqual(new Set(["string", "number", "date"]));
  });

  test("holds what the reader may see", async () => {
    const branch = await documents.create(library.as(), "branch", { name: "Hidden" });
    await library.member({ name: "Unseen", about: "exported", branch: branch.id, judgement: "j" });
    const { bytes } = await exchange.exportRows(library.as(["desk"]), "member", { limit: 10, format: "csv" });
    const text = new TextDecoder().decode(bytes);
    expect(text).not.toContain("Unseen");
    expect(text).not.toContain("judgement");
  });
});
