import { beforeAll, describe, expect, test } from "@jest/globals";
import ExcelJS from "exceljs";
import { openLibrary } from "../tests/open-library.ts";
import type { ExportRequest } from "../types.ts";

const library = openLibrary();
const { documents } = library;
const { exchange } = documents;

const listed = { field: "about", op: "eq", value: "listed" } as const;
const named = (value: string) => ({ field: "name", op: "eq", value }) as const;

type Asked = Partial<ExportRequest>;

const exported = (doctype: string, request: Asked, ctx = library.as()) =>
  exchange.exportRows(ctx, doctype, { format: "csv", limit: 1, ...request });

async function table(doctype: string, request: Asked, ctx = library.as()) {
  return exchange.parse(await exported(doctype, request, ctx));
}

beforeAll(async () => {
  const branch = await documents.create(library.as(), "branch", { name: "North" });
  const book = await library.book({ title: "Candide", isbn: "C-1" });
  await library.member({ name: "Twin", about: "twin" });
  const twin = await library.member({ name: "Twin", card: "T-2", about: "twin" });
  const favourite = { type: "book", id: book.id };
  const common = { about: "listed", branch: branch.id, favourite };
  await library.member({
    ...common,
    name: "Awa",
    card: "A-1",
    kind: "child",
    guardian: twin.id,
    languages: ["fr", "wo"],
  });
  const noCard = (
    await documents.list(library.as(), "member", { limit: 1, filter: { field: "card", op: "is_null", value: true } })
  ).items[0]!;
  // Its key reads like the name of another, which has none: what an import finds must be this one.
  await documents.create(library.as(), "branch", { name: "South", overflow: branch.id });
  await library.member({
    ...common,
    name: "Bou",
    guardian: noCard.id,
    joined: "2025-12-31",
    seen_at: "2026-01-15T23:30:00Z",
  });
  const lines = [{ book: book.id, quantity: "2" }];
  await documents.create(library.as(), "loan", { member: twin.id, currency: "TND", lines });
  await documents.create(library.as(), "loan", { member: noCard.id, currency: "XOF", lines });
});

describe("an export to be read", () => {
  test("has no ids: links by title and code, choices in words of the reader's language", async () => {
    const fields = ["name", "kind", "languages", "branch", "guardian", "favourite"];
    const rows = async (language: "fr" | "en") =>
      (await table("member", { fields, filter: listed, sort: ["name"] }, library.as(["librarian"], { language }))).rows;
    expect(await rows("fr")).toEqual([
      {
        name: "Awa",
        kind: "Enfant",
        languages: "fr; wo",
        branch: "North",
        guardian: "Twin",
        "guardian › card": "T-2",
        favourite: "Candide",
      },
      {
        name: "Bou",
        kind: "Grande personne",
        languages: "",
        branch: "North",
        guardian: "Twin",
        "guardian › card": "",
        favourite: "Candide",
      },
    ]);
    expect((await rows("en")).map(({ kind }) => kind)).toEqual(["Child", "Grown-up"]);
    expect((await table("loan", { fields: ["docstatus"] }, library.as())).rows[0]).toEqual({ State: "Draft" });
  });

  test("a link at the end of a path over links is a title too", async () => {
    const { rows } = await table("member", { fields: ["name", "guardian.branch", "branch.overflow"], filter: listed });
    for (const row of rows) for (const text of Object.values(row)) expect(text).not.toMatch(/^[0-9a-f]{8}-/);
  });

  test("amounts in a currency of their own have it beside them, once for neighbours", async () => {
    const { columns, rows } = await table("loan", { fields: ["net_total", "tax_total", "note"], sort: ["currency"] });
    expect(columns).toEqual(["net total", "tax total", "currency", "note"]);
    expect(rows.map(({ currency }) => currency)).toEqual(["TND", "XOF"]);
    expect((await table("loan", { fields: ["currency", "total"] })).columns).toEqual(["currency", "total"]);
  });

  test("dates and instants are typed cells, as clocks show them where the organization is", async () => {
    const ctx = { ...library.as(), clock: { ...library.as().clock, timeZone: "Asia/Tokyo" } };
    const request = { fields: ["joined", "seen_at"], filter: named("Bou") } as const;
    expect((await table("member", request, ctx)).rows).toEqual([
      { joined: "2025-12-31", "seen at": "2026-01-16 08:30" },
    ]);
    const workbook = new ExcelJS.Workbook();
    const { bytes } = await exported("member", { ...request, format: "xlsx" }, ctx);
    await workbook.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer);
    const cells = [1, 2].map((column) => workbook.worksheets[0]!.getRow(2).getCell(column));
    expect(cells.map(({ value }) => value)).toEqual([
      new Date("2025-12-31T00:00:00Z"),
      new Date("2026-01-16T08:30:00Z"),
    ]);
    expect(cells.map(({ numFmt }) => numFmt)).toEqual(["yyyy-mm-dd", "yyyy-mm-dd hh:mm"]);
  });

  test("amounts of a workbook have the decimals of their currency", async () => {
    const workbook = new ExcelJS.Workbook();
    const { bytes } = await exported("loan", { fields: ["net_total"], sort: ["currency"], format: "xlsx" });
    await workbook.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer);
    const formats = [2, 3].map((row) => workbook.worksheets[0]!.getRow(row).getCell(1).numFmt);
    expect(formats).toEqual(["#,##0.000", "#,##0"]);
  });

  test("a link to what the reader may not see is a blank, and the file is made", async () => {
    const ctx = library.as(["nursery"]);
    const { columns, rows } = await table(
      "member",
      { fields: ["name", "branch", "guardian"], filter: named("Awa") },
      ctx,
    );
    expect(columns).toEqual(["name", "branch", "guardian", "guardian › card"]);
    expect(rows).toEqual([{ name: "Awa", branch: "", guardian: "Twin", "guardian › card": "T-2" }]);
  });
});

describe("an export to be imported again", () => {
  test.each([
    ["csv", "fr"],
    ["xlsx", "en"],
  ] as const)("as %s changes nothing, whatever names, blanks and twins its links have", async (format, language) => {
    const ctx = library.as(["librarian"], { language });
    for (const doctype of ["branch", "member", "loan"]) {
      const file = await table(doctype, { format, purpose: "import" }, ctx);
      const mapping = exchange.guessMapping(ctx, doctype, file.columns);
      const request = { rows: file.rows, format: file.format, mapping, dryRun: false, mode: "upsert" } as const;
      const unchanged = file.rows.length;
      expect(unchanged).toBeGreaterThan(1);
      const result = await exchange.importRows(ctx, doctype, request);
      expect({ doctype, ...result }).toMatchObject({
        doctype,
        created: 0,
        updated: 0,
        unchanged,
        refused: 0,
        errors: [],
      });
    }
  });

  test("writes links as keys where every document has one, choices as keys, and the id first", async () => {
    const { columns, rows } = await table("member", {
      purpose: "import",
      fields: ["branch", "guardian", "kind"],
      filter: named("Awa"),
    });
    expect(columns).toEqual(["id", "branch", "guardian", "kind"]);
    expect(rows[0]).toMatchObject({ branch: "North", kind: "child" });
    expect(rows[0]!["guardian"]).toMatch(/^[0-9a-f]{8}-/);
  });
});
