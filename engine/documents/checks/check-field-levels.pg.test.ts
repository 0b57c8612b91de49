import { beforeEach, describe, expect, test } from "@jest/globals";
import type { Document, DocumentRow, DocumentValues, RequestContext } from "../index.ts";
import { openLibrary } from "../tests/open-library.ts";
import { refusal } from "../tests/refusal.ts";

const library = openLibrary();
const { documents } = library;
const desk = (): RequestContext => library.as(["desk"]);
const rowsOf = (document: Document, table: string) => document[table] as readonly DocumentRow[];

let count = 0;
let survey: Document;

beforeEach(async () => {
  survey = await documents.create(library.as(), "survey", {
    name: `Survey ${++count}`,
    seal: "wax",
    answers: [{ question: "Where?" }, { question: "Why?", verdict: "weak" }],
    margins: [{ question: "First" }, { question: "Second" }],
    locks: [{ place: "Door", code: "1234" }],
  });
});

const asStored = async () => {
  const {
    version: _,
    updated_at: __,
    updated_by: ___,
    ...values
  } = await documents.get(library.as(), "survey", survey.id);
  return values;
};

/** Every way to change what is stored, each of which must be refused the same. */
async function expectDenied(ctx: RequestContext, values: DocumentValues, pointer: string): Promise<void> {
  const before = await asStored();
  const refused = await refusal(documents.update(ctx, "survey", survey.id, values));
  expect(refused).toMatchObject({ code: "FIELD_LEVEL_DENIED", status: 403, pointer });
  const bulk = await documents.bulk(ctx, "survey", { ids: [survey.id], verb: "update", patch: values });
  expect(bulk).toMatchObject({ changed: 0, refused: [{ code: "FIELD_LEVEL_DENIED" }] });
  expect(await asStored()).toEqual(before);
}

describe("a table above one's level", () => {
  test.each([
    ["emptied", () => []],
    ["null", () => null],
    ["one row less", (rows: readonly DocumentRow[]) => rows.slice(1)],
    ["one row more, which says nothing", (rows: readonly DocumentRow[]) => [...rows, {}]],
    ["the rows turned round", (rows: readonly DocumentRow[]) => rows.toReversed()],
    ["the rows as new ones", (rows: readonly DocumentRow[]) => rows.map(({ question }) => ({ question }))],
  ])("keeps its rows and their order: %s", async (_title, changed) => {
    await expectDenied(desk(), { margins: changed(rowsOf(survey, "margins")) as never }, "/margins");
  });

  test("may be sent back as it is, and is not begun with rows", async () => {
    const sameAgain = { margins: rowsOf(survey, "margins").map(({ id }) => ({ id })) };
    expect(await documents.update(desk(), "survey", survey.id, sameAgain)).toMatchObject({ version: survey.version });
    const begun = refusal(documents.create(desk(), "survey", { name: "New", margins: [{}] }));
    expect(await begun).toMatchObject({ code: "FIELD_LEVEL_DENIED", pointer: "/margins" });
    expect(await documents.update(library.as(), "survey", survey.id, { margins: [] })).toMatchObject({ margins: [] });
  });
});

describe("a row with a value above one's level", () => {
  test("may not go, alone, with all others, or for one that looks the same", async () => {
    const [first] = rowsOf(survey, "answers");
    await expectDenied(desk(), { answers: [] }, "/answers");
    await expectDenied(desk(), { answers: [{ id: first!.id }] }, "/answers");
    await expectDenied(desk(), { answers: [{ id: first!.id }, { question: "Why?" }] }, "/answers");
  });

  test("goes where the level covers its values, and others go, come and move freely", async () => {
    const [first, second] = rowsOf(survey, "answers");
    const moved: DocumentValues = { answers: [{ id: second!.id }, { question: "More" }, { id: first!.id }] };
    expect(rowsOf(await documents.update(desk(), "survey", survey.id, moved), "answers")).toHaveLength(3);
    const fewer: DocumentValues = { answers: [{ id: second!.id }] };
    expect(rowsOf(await documents.update(desk(), "survey", survey.id, fewer), "answers")).toHaveLength(1);
    expect(await documents.update(library.as(), "survey", survey.id, { answers: [] })).toMatchObject({ answers: [] });
  });
});

test("a secret above one's level is not erased either, though nobody can tell whether it is there", async () => {
  await expectDenied(desk(), { seal: null }, "/seal");
  await expectDenied(desk(), { locks: [] }, "/locks");
  await documents.update(library.as(), "survey", survey.id, { seal: null, locks: [] });
  expect(await library.rows("select seal from survey where id = $1", survey.id)).toEqual([{ seal: null }]);
});

test("what one does not read cannot be guessed at: the value that is stored is refused like any other", async () => {
  const [first, second] = rowsOf(survey, "answers");
  for (const verdict of ["weak", "strong", null]) {
    const answers: DocumentValues[] = [{ id: first!.id }, { id: second!.id, verdict }];
    await expectDenied(library.as(["nursery"]), { answers }, "/answers/1/verdict");
  }
});

test("importing over a document refuses to drop its rows as well", async () => {
  const request = {
    rows: [{ n: String(survey["name"]), q: "Only one" }],
    mapping: { n: "name", q: "answers.question" },
    mode: "upsert" as const,
    key: "name",
    dryRun: false,
  };
  const result = await documents.exchange.importRows(desk(), "survey", request);
  expect(result).toMatchObject({ updated: 0, refused: 1, errors: [{ code: "FIELD_LEVEL_DENIED" }] });
  expect(rowsOf(await documents.get(library.as(), "survey", survey.id), "answers")).toHaveLength(2);
});
