import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { JsonValue, RequestContext } from "../documents/index.ts";
import { openLibrary } from "../documents/tests/open-library.ts";
import { newId } from "../kernel/index.ts";
import { createFunctionRunner } from "./function-runner.ts";
import { createRowBudget } from "./reads/row-budget.ts";
import { writeLibraryFunctions } from "./tests/library-functions.ts";
import type { FunctionResult, RunMode } from "./types.ts";

const library = openLibrary();
const { registry, folder, remove } = writeLibraryFunctions();
const runner = createFunctionRunner({ documents: library.documents, folders: [folder] });
afterAll(async () => {
  await runner.close();
  remove();
});

const as = (...roles: string[]): RequestContext => ({ ...library.as(roles), registry });
const librarian = () => as("librarian");
const run = (id: string, input: Record<string, JsonValue> = {}, ctx = librarian(), mode: RunMode = "whole") =>
  runner.run(ctx, id, input, { mode });
const propose = (effects: readonly JsonValue[], mode: RunMode = "whole", ctx = librarian()): Promise<FunctionResult> =>
  run("propose", { effects }, ctx, mode);
const count = async (doctype: string) => Number((await library.rows(`select count(*) from "${doctype}"`))[0]!["count"]);

/** What holds before and after: nothing was done. */
async function expectNothingDone(work: Promise<unknown>, code: string): Promise<void> {
  const before = [await count("member"), await count("loan")];
  await expect(work).rejects.toMatchObject({ code });
  expect([await count("member"), await count("loan")]).toEqual(before);
}

describe("a declared function", () => {
  test("takes plain data and returns plain data", async () => {
    expect((await run("add_up", { numbers: [1, 2, 3.5] })).output).toEqual({ total: 6.5 });
  });

  test("refuses input and output that its declaration does not allow", async () => {
    await expect(run("add_up", { numbers: ["1"] })).rejects.toMatchObject({
      code: "FUNCTION_INPUT_INVALID",
      details: [expect.objectContaining({ pointer: "/numbers/0" })],
    });
    await expect(run("wrong_answer")).rejects.toMatchObject({ code: "FUNCTION_OUTPUT_INVALID" });
  });

  test("is told by its label in a refusal", async () => {
    const { label } = registry.functions.get("add_up")!;
    await expect(run("add_up", {})).rejects.toMatchObject({
      text: { fr: expect.stringContaining(`« ${label.fr} »`), en: expect.stringContaining(`“${label.en}”`) },
    });
  });

  test("that throws or takes too long fails alone; the next call works", async () => {
    await expect(run("breaks")).rejects.toMatchObject({
      code: "FUNCTION_FAILED",
      params: { reason: "no such leaf" },
    });
    await expect(run("short_of_time")).rejects.toMatchObject({ code: "FUNCTION_TIMEOUT" });
    expect((await run("add_up", { numbers: [2] })).output).toEqual({ total: 2 });
  });

  test("that does not exist is named", async () => {
    await expect(run("absent")).rejects.toMatchObject({ code: "FUNCTION_UNKNOWN", params: { function: "absent" } });
  });

  test("keeps no other organization waiting, however many of one organization never end", async () => {
    const own = createFunctionRunner({ documents: library.documents, folders: [folder] });
    const slow = [1, 2, 3, 4, 5].map(() => own.run(librarian(), "never_ends", {}, { mode: "whole" }));
    const ends = Promise.all(slow.map((call) => expect(call).rejects.toMatchObject({ code: "THREADS_STOPPED" })));
    const other: RequestContext = { ...librarian(), organization: { id: newId(), schema: "elsewhere" } };
    const { output } = await own.run(other, "add_up", { numbers: [4] }, { mode: "whole" });
    expect(output).toEqual({ total: 4 });
    await own.close();
    await ends;
  });
});

describe("what a function reads", () => {
  let north: string;
  let ada: string;
  beforeAll(async () => {
    const branch = (name: string) => library.documents.create(librarian(), "branch", { name });
    north = (await branch("North")).id;
    ada = (await library.member({ name: "Ada", branch: north })).id;
    const bob = (await library.member({ name: "Bob", branch: (await branch("South")).id })).id;
    for (const member of [ada, ada, bob]) {
      const loan = await library.loan({ member });
      await library.documents.submit(librarian(), "loan", loan.id);
    }
  });

  const known = async (id: string, input: Record<string, JsonValue>, ctx = librarian()) =>
    ((await run(id, input, ctx)).output as { readonly known: Readonly<Record<string, readonly object[]>> }).known;
  const names = (rows: readonly object[] = []) => rows.map((row) => (row as { readonly name: string }).name);

  test("is what the caller may read, by his row rules", async () => {
    expect(names((await known("look", {}))["members"])).toEqual(expect.arrayContaining(["Ada", "Bob"]));
    const seen = names((await known("look", {}, as("desk")))["members"]);
    expect([seen.includes("Ada"), seen.includes("Bob")]).toEqual([true, false]);
    await expect(run("look", {}, as("visitor"))).rejects.toMatchObject({ code: "ACCESS_DENIED" });
  });

  test("follows what the caller gave, with the columns that were declared", async () => {
    const { loans } = await known("look", { member: ada });
    expect(loans).toHaveLength(2);
    expect(loans?.[0]).toEqual({
      id: expect.any(String),
      member: ada,
      lines: [{ id: expect.any(String), book: expect.any(String) }],
    });
    expect((await known("look", {}))["loans"]).toHaveLength(3);
  });

  test("can be reports and balances, for those who may see them", async () => {
    const { lent, first, fees } = await known("look_at_figures", { member: ada });
    expect(lent).toEqual([expect.objectContaining({ name: "Ada", loans: 2 })]);
    expect(first).toHaveLength(1);
    expect(fees).toContainEqual(
      expect.objectContaining({ member: expect.objectContaining({ id: ada }), debit: "3.6" }),
    );
    expect(fees).toHaveLength(2);
    await expect(run("look_at_figures", {}, as("desk"))).rejects.toMatchObject({ code: "REPORT_DENIED" });
  });

  test("is bounded: more rows than fit are refused, never cut", () => {
    const budget = createRowBudget("look", 10);
    budget.spend(10);
    expect(() => budget.spend(1)).toThrow(expect.objectContaining({ code: "FUNCTION_READS_TOO_MUCH" }));
  });
});

describe("what a function proposes", () => {
  const create = (...rows: JsonValue[]): JsonValue => ({ create: "member", key: "name", rows });

  test("is done, its documents naming each other by their keys", async () => {
    const branch: JsonValue = {
      create: "branch",
      key: "name",
      rows: [{ name: "East" }, { name: "West", overflow: "East" }],
    };
    const { output, done } = await propose([branch, create({ name: "Eve", branch: "East" })]);
    expect(output).toEqual({ thought: true });
    expect(done).toMatchObject([
      { effect: "create:branch", count: 2 },
      { effect: "create:member", count: 1 },
    ]);
    const eve = await library.documents.get(librarian(), "member", done[1]!.ids[0]!);
    expect([eve["branch"], eve["second_branch"]]).toEqual([done[0]!.ids[0], null]);
  });

  test("is refused where a key names nothing, or several", async () => {
    const book = await library.book();
    const one = await library.member({ name: "The only one" });
    for (let each = 0; each < 2; each++) await library.member({ name: "One of two" });
    const loanOf = (member: string): JsonValue => ({ member, lines: [{ book: book.id }] });
    const loans = { create: "loan", rows: ["Nobody", one.id, "One of two", "The only one"].map(loanOf) };
    const { done, refused } = await propose([loans], "each");
    expect(done).toMatchObject([{ count: 2 }]);
    expect(refused).toMatchObject([
      { code: "IMPORT_LINK_NOT_FOUND", pointer: "/member" },
      { code: "IMPORT_LINK_AMBIGUOUS", pointer: "/member" },
    ]);
    await expectNothingDone(propose([loans]), "IMPORT_LINK_NOT_FOUND");
  });

  test("is done whole or not at all", async () => {
    await expectNothingDone(propose([create({ name: "Whole" }), create({ name: null })]), "FIELD_REQUIRED");
  });

  test("is kept document by document where that is asked for, and the refused are told by their key", async () => {
    const { id } = await library.member({ name: "Old" });
    const { done, refused } = await propose(
      [
        create({ name: "Kept", card: "K1" }, { name: "Twice", card: "K1" }),
        {
          update: "member",
          rows: [
            { id, name: "New" },
            { id: newId(), name: "Nobody" },
          ],
        },
      ],
      "each",
    );
    expect(done.map(({ count: kept }) => kept)).toEqual([1, 1]);
    expect(refused).toMatchObject([
      { effect: "create:member", key: { name: "Twice" } },
      { effect: "update:member", code: "DOCUMENT_NOT_FOUND" },
    ]);
    expect((await library.documents.get(librarian(), "member", id))["name"]).toBe("New");
  });

  test("can be looked at without being done", async () => {
    const { id } = await library.member({ name: "Before" });
    const before = [await count("member"), await count("loan"), await count("outbox")];
    const book = await library.book();
    const books = await count("outbox");
    const { done, documents } = await propose(
      [
        { create: "loan", rows: [{ member: id, lines: [{ book: book.id }] }], submit: true },
        { update: "member", rows: [{ id, name: "After" }] },
      ],
      "preview",
    );
    expect(done.map(({ effect }) => effect)).toEqual(["create:loan", "update:member"]);
    expect(documents).toMatchObject([
      { doctype: "loan", document: { docstatus: "submitted", total: "1.80" } },
      { doctype: "member", document: { name: "After" } },
    ]);
    expect([await count("member"), await count("loan"), await count("outbox")]).toEqual([before[0], before[1], books]);
    expect((await library.documents.get(librarian(), "member", id))["name"]).toBe("Before");
  });

  test("can be asked for alone, with the rights to do it", async () => {
    expect(await propose([create({ name: "Only said" })], "propose")).toMatchObject({ done: [], documents: [] });
    await expectNothingDone(propose([create({ name: "No" })], "propose", as("visitor")), "ACCESS_DENIED");
  });

  test("stays within what is declared", async () => {
    await expectNothingDone(
      propose([create({ name: "First" }), { create: "book", rows: [] }]),
      "FUNCTION_EFFECT_UNDECLARED",
    );
    await expectNothingDone(
      propose([{ create: "branch", rows: [{ name: "S" }], submit: true }]),
      "FUNCTION_EFFECT_UNDECLARED",
    );
    await expectNothingDone(propose([{ forget: "member", ids: [] }]), "FUNCTION_OUTPUT_INVALID");
  });

  test("stays so where it goes on with what was intended under another declaration", async () => {
    const intended = { output: {}, effects: [create({ name: "Intended" }), { create: "book", rows: [] }] };
    const checkpoint = { reached: null, keep: async () => undefined, intend: async () => intended as never };
    const goingOn = runner.run(librarian(), "propose", { effects: [] }, { mode: "each", checkpoint });
    await expectNothingDone(goingOn, "FUNCTION_EFFECT_UNDECLARED");
  });

  test("is done with the rights of the caller: to the doctype, and to each document", async () => {
    const loan = { create: "loan", rows: [] };
    await expectNothingDone(propose([create({ name: "First" }), loan], "whole", as("nursery")), "ACCESS_DENIED");
    const south = await library.documents.create(librarian(), "branch", { name: "Deep South" });
    const { id } = await library.member({ name: "Southerner", branch: south.id });
    const rename = { update: "member", rows: [{ id, name: "Renamed" }] };
    await expectNothingDone(propose([create({ name: "First" }), rename], "whole", as("desk")), "DOCUMENT_NOT_FOUND");
  });

  test("is refused where a document is no longer what the function read", async () => {
    const { id, version } = await library.member();
    await library.documents.update(librarian(), "member", id, { name: "Changed meanwhile" });
    await expectNothingDone(
      propose([{ update: "member", rows: [{ id, version, name: "Stale" }] }]),
      "DOCUMENT_CHANGED",
    );
  });

  test("is told as it goes, and nothing more is begun once it is to stop", async () => {
    const stopping = new AbortController();
    const { id } = await library.member();
    const told: number[][] = [];
    const effects = [create({ name: "One" }), { delete: "member", ids: [id] }];
    const onProgress = (done: number, total: number) => void told.push([done, total]);
    const options = { mode: "each", onProgress, signal: stopping.signal } as const;
    await runner.run(librarian(), "propose", { effects }, options);
    expect(told.at(-1)).toEqual([2, 2]);
    stopping.abort();
    const again = runner.run(librarian(), "propose", { effects: [create({ name: "Two" })] }, options);
    await expectNothingDone(again, "JOB_INTERRUPTED");
  });
});
