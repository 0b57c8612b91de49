import { describe, expect, test } from "@jest/globals";
import { fail } from "../../kernel/index.ts";
import type { Document, DocumentValues } from "../index.ts";
import { nestedDatabase } from "../pipeline/nested-database.ts";
import { countingDatabase } from "../tests/counting-database.ts";
import { openLibrary, PERSON } from "../tests/open-library.ts";
import { refusal } from "../tests/refusal.ts";
import type { RequestContext } from "../types.ts";

const library = openLibrary();
const { documents } = library;

/** Ids and moments differ from write to write, numbers go on: what is left must be the same. */
function comparable(rows: readonly Record<string, unknown>[], names: ReadonlyMap<string, string>): unknown {
  const text = JSON.stringify(rows);
  const known = [...names].reduce((all, [id, name]) => all.replaceAll(id, name), text);
  return JSON.parse(known.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, "id"));
}

const TABLES = [
  "select * from loan where id = $1",
  "select * from loan__lines where parent = $1 order by position",
  "select * from loan__shelves where parent = $1 order by position",
  "select * from history where document_id = $1 order by version, id",
  "select * from outbox where document_id = $1 order by id",
  "select * from posting where document_id = $1 order by ledger, id",
  `select entry.* from ledger_fees entry join posting on posting.id = entry.posting
    where document_id = $1 order by entry.line`,
];

/** Everything stored of some loans, numbers counted from the first one's. */
async function stored(ids: readonly string[]): Promise<unknown> {
  const first = await library.rows<{ number: string | null }>("select number from loan where id = $1", ids[0]);
  const base = Number(first[0]?.number?.slice(-4) ?? 0);
  const all: unknown[] = [];
  for (const [index, id] of ids.entries()) {
    for (const table of TABLES) {
      const rows = await library.rows<Record<string, unknown>>(table, id);
      all.push(
        comparable(
          rows.map(({ xact: _, request_id: __, ...row }) => row),
          new Map([[id, `loan ${index}`]]),
        ),
      );
    }
  }
  return JSON.parse(JSON.stringify(all).replaceAll(/LN-2026-(\d{4})/gi, (_, n) => `LN+${Number(n) - base}`));
}

async function loans(): Promise<DocumentValues[]> {
  const branch = await documents.create(library.as(), "branch", { name: `Branch ${Math.random()}`, loan_days: 9 });
  const [member, other] = [await library.member({ branch: branch.id }), await library.member()];
  const [book, science] = [await library.book(), await library.book({ shelf: "science", rate: "2.335" })];
  return [
    { member: member.id, lines: [{ book: book.id }] },
    {
      member: other.id,
      date: "2026-02-01",
      note: "Été",
      lines: [{ book: book.id, quantity: "3" }, { book: science.id }],
    },
    {
      member: member.id,
      currency: "JPY",
      lines: [
        { book: science.id, discount: "10" },
        { book: book.id, rate: "9.999" },
      ],
    },
  ];
}

const alike = (ctx: RequestContext): RequestContext => ({ ...ctx, requestId: "one" });

describe("documents created together", () => {
  test.each([
    true,
    false,
  ])("are stored, posted, told and numbered as those created one by one (submit: %s)", async (submit) => {
    const values = await loans();
    const ctx = alike(library.as());
    const singles: string[] = [];
    for (const one of values) singles.push((await documents.create(ctx, "loan", one, { submit })).id);
    const { ids, refused } = await documents.createMany(ctx, "loan", values, { submit });
    expect(refused).toEqual([]);
    expect(await stored(ids as string[])).toEqual(await stored(singles));
  });

  test("keep secrets sealed and dynamic links whole", async () => {
    const book = await library.book();
    const { ids } = await documents.createMany(
      library.as(),
      "member",
      [{ name: "Keeper", pin: "1234", favourite: { type: "book", id: book.id }, tags: undefined as never }].map(
        ({ tags: _, ...rest }) => rest,
      ),
    );
    const read = await documents.get(library.as(), "member", String(ids[0]));
    expect(read).toMatchObject({ name: "Keeper", favourite: { type: "book", id: book.id } });
    const [row] = await library.rows("select pin from member where id = $1", ids[0]);
    expect(row?.pin).toMatch(/./);
    expect(row?.pin).not.toContain("1234");
  });

  test("take one counter for each series, without gaps, in the order of the rows", async () => {
    const [sample] = await loans();
    const rows = ["2031-01-05", "2032-01-05", "2031-01-06", "2032-01-04"].map((date) => ({
      ...sample,
      date,
      due_date: date,
    }));
    const { ids } = await documents.createMany(library.as(), "loan", rows, { submit: true });
    const read = await Promise.all(ids.map((id) => documents.get(library.as(), "loan", String(id))));
    expect(read.map(({ number }) => number)).toEqual(["LN-2031-0001", "LN-2032-0001", "LN-2031-0002", "LN-2032-0002"]);
    const page = await documents.list(library.as(), "loan", { search: "LN-2032-0002", limit: 5 });
    expect(page.items.map(({ id }) => id)).toEqual([ids[3]]);
    const next = await documents.create(library.as(), "loan", rows[0] as DocumentValues, { submit: true });
    expect(next.number).toBe("LN-2031-0003");
  });

  test("take as many statements as two documents do", async () => {
    const values = await loans();
    const count = async (rows: readonly DocumentValues[]) => {
      const counting = countingDatabase(library.db);
      await documents.createMany({ ...library.as(), db: counting.db }, "loan", rows, { submit: true });
      return counting.statements.length;
    };
    const many = Array.from({ length: 40 }, () => values).flat();
    expect(await count(many)).toBe(await count(values.slice(0, 2)));
  });
});

describe("a document refused among many", () => {
  const names = (rows: readonly Record<string, unknown>[]) => rows.map(({ name }) => name);

  test("is told with its place and leaves the others alone", async () => {
    const [good] = (await loans()) as [DocumentValues];
    const rows = [good, { ...good, lines: [] }, good, { ...good, due_date: "2001-01-01" }, { ...good, colour: "red" }];
    const { ids, refused } = await documents.createMany(library.as(), "loan", rows, { submit: true });
    expect(ids.map((id) => id !== null)).toEqual([true, false, true, false, false]);
    expect(refused).toMatchObject([
      {
        index: 1,
        code: "VALUES_INVALID",
        error: { details: [{ code: "ROWS_TOO_FEW", pointer: "/lines" }, { code: "RULE_BROKEN" }] },
      },
      { index: 3, code: "RULE_BROKEN", pointer: "/due_date" },
      { index: 4, code: "FIELD_UNKNOWN", pointer: "/colour" },
    ]);
  });

  test("by the database, is the only one left out", async () => {
    await library.member({ card: "TAKEN" });
    const rows = ["A1", "TAKEN", "A2", "A3", "A2", "A4"].map((card, index) => ({ name: `Card ${index}`, card }));
    const { refused } = await documents.createMany(library.as(), "member", rows);
    expect(refused.map(({ index, code }) => [index, code])).toEqual([
      [1, "VALUE_DUPLICATE"],
      [4, "VALUE_DUPLICATE"],
    ]);
    const kept = await library.rows("select name from member where name like 'Card %' order by name");
    expect(names(kept)).toEqual(["Card 0", "Card 2", "Card 3", "Card 5"]);
  });

  test("draws no number", async () => {
    const [good] = (await loans()) as [DocumentValues];
    const member = await library.member();
    await documents.update(library.as(), "member", member.id, { blocked: true });
    const at = (date: string) => ({ ...good, date, due_date: date });
    const rows = [at("2041-01-01"), { ...at("2041-01-01"), member: member.id }, at("2041-01-02")];
    const { ids, refused } = await documents.createMany(library.as(), "loan", rows, { submit: true });
    expect(refused).toMatchObject([{ index: 1, code: "LINK_NOT_ALLOWED", pointer: "/member" }]);
    const kept = ids.filter((id) => id !== null);
    const read = await Promise.all(kept.map((id) => documents.get(library.as(), "loan", id)));
    expect(read.map(({ number }: Document) => number)).toEqual(["LN-2041-0001", "LN-2041-0002"]);
  });

  test("because of a failing program, is an error and no refusal", async () => {
    const broken = library.failing((stage) => {
      if (stage === "number") throw new TypeError("broken");
    });
    const rows = await loans();
    await expect(broken.createMany(library.as(), "loan", rows, { submit: true })).rejects.toThrow("broken");
    const left = await library.rows("select 1 from loan where member = $1", rows[1]!["member"]);
    expect(left).toEqual([]);
  });
});

describe("rows of one call", () => {
  const id = (n: number) => `0190aaaa-0000-7000-8000-${String(n).padStart(12, "0")}`;

  test("may name earlier ones by the ids given", async () => {
    const rows: readonly DocumentValues[] = [
      { name: "Guardian" },
      { name: "Child", kind: "child", guardian: id(1) },
      { name: "Grandchild", kind: "child", guardian: id(2) },
    ];
    const { refused } = await documents.createMany(library.as(), "member", rows, { ids: [id(1), id(2), id(3)] });
    expect(refused).toEqual([]);
    expect((await documents.get(library.as(), "member", id(3)))["guardian"]).toBe(id(2));
  });

  test("may not take the same file", async () => {
    const png = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==",
      "base64",
    );
    const file = await documents.attachments.upload(library.as(), "member", "portrait", {
      fileName: "a.png",
      bytes: png,
    });
    const rows = [
      { name: "First", portrait: file.id },
      { name: "Second", portrait: file.id },
    ];
    const { refused } = await documents.createMany(library.as(), "member", rows);
    expect(refused).toMatchObject([{ index: 1, code: "LINK_NOT_FOUND", pointer: "/portrait" }]);
  });
});

test("who may not create or submit creates none", async () => {
  const desk = library.as(["visitor"], { id: PERSON });
  expect((await refusal(documents.createMany(desk, "loan", []))).code).toBe("ACCESS_DENIED");
});

describe("what is linked to changes between computing and writing", () => {
  /** Documents whose first write finds the book's rate changed by somebody else at the last moment. */
  async function overtaken() {
    const [member, book] = [await library.member(), await library.book({ rate: "1.00" })];
    let isOvertaken = false;
    const late = library.failing(async (stage, doctype) => {
      if (stage !== "write" || doctype !== "loan" || isOvertaken) return;
      isOvertaken = true;
      await documents.update(library.as(), "book", book.id, { rate: "2.00" });
    });
    return { late, values: { member: member.id, lines: [{ book: book.id }] } };
  }
  const rates = (ids: readonly (string | null)[]) =>
    library.rows("select distinct rate::text from loan__lines where parent = any($1::uuid[])", ids);

  test("many documents are computed once more: nothing is written from what was", async () => {
    const { late, values } = await overtaken();
    const { ids, refused } = await late.createMany(library.as(), "loan", [values, values, values], { submit: true });
    expect(refused).toEqual([]);
    expect(await rates(ids)).toEqual([{ rate: "2.00" }]);
  });

  test("and so is one inside a larger transaction, as functions and imports write", async () => {
    const { late, values } = await overtaken();
    const { id } = await library.db.transaction(library.organization, (tx) => {
      const ctx = { ...library.as(), db: nestedDatabase(library.db, tx) };
      return late.create(ctx, "loan", values, { submit: true });
    });
    expect(await rates([id])).toEqual([{ rate: "2.00" }]);
  });
});

describe("a call that ends with an error", () => {
  test("writes nothing any more: the part that was being written is waited for", async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    let chunks = 0;
    const failing = library.failing(async (stage, doctype) => {
      if (doctype !== "book") return;
      if (stage === "commit") await gate;
      if (stage === "rules" && ++chunks === 2) fail("DATABASE_BUSY");
    });
    const rows = Array.from({ length: 201 }, (_, index) => ({ title: `Part ${index}` }));
    let isOver = false;
    const call = refusal(failing.createMany(library.as(), "book", rows)).finally(() => {
      isOver = true;
    });
    while (chunks < 2) await library.rows("select 1");
    await library.rows("select pg_sleep(0.1)");
    expect(isOver).toBe(false);
    open();
    expect((await call).code).toBe("DATABASE_BUSY");
    expect(await library.rows("select count(*)::int from book where title like 'Part %'")).toEqual([{ count: 200 }]);
  });
});
