import { describe, expect, test } from "@jest/globals";
import type { Documents } from "../index.ts";
import { openLibrary } from "../tests/open-library.ts";

const library = openLibrary({ poolSize: 10 });
const { documents } = library;

class Broken extends Error {}

const breakingAt = (stage: string): Documents =>
  library.failing((reached) => {
    if (reached === stage) throw new Broken(stage);
  });

/** Everything a write could leave behind, as counts and sums. */
const everything = async () =>
  (
    await library.rows(`select
      (select jsonb_agg(loan order by id) from loan)::text as loans,
      (select count(*) from loan__lines) as lines,
      (select count(*) from history) as history,
      (select count(*) from outbox) as outbox,
      (select count(*) from posting) as postings,
      (select count(*) from ledger_fees) as entries,
      (select jsonb_agg(number_series order by prefix) from number_series)::text as series,
      (select count(*) from idempotency_key) as keys`)
  )[0];

/** The stages a write reaches, in order. */
async function reached(write: (writer: Documents) => Promise<unknown>): Promise<readonly string[]> {
  const stages: string[] = [];
  await write(library.failing((stage) => void stages.push(stage)));
  return stages;
}

describe("a failure at any stage leaves nothing half done", () => {
  const requestValues = async () => {
    const [member, book] = [await library.member(), await library.book()];
    return { member: member.id, lines: [{ book: book.id, quantity: "1" }] };
  };

  test.each([
    [
      "load",
      "parse",
      "access",
      "compute",
      "workflow",
      "permit",
      "rules",
      "history",
      "post",
      "write",
      "conversions",
      "number",
      "commit",
    ],
  ])("submit: %s and all the others", async (...stages) => {
    const first = await library.loan();
    const all = await reached((writer) => writer.submit(library.as(), "loan", first.id));
    expect([...new Set(all)]).toEqual(stages);
    for (const stage of stages) {
      const loan = await library.loan();
      const before = await everything();
      const submit = (writer: Documents) =>
        writer.submit(library.as(), "loan", loan.id, { idempotencyKey: `key-${stage}` });
      await expect(submit(breakingAt(stage))).rejects.toThrow(Broken);
      expect(await everything()).toEqual(before);
      await expect(submit(documents)).resolves.toMatchObject({ docstatus: "submitted" });
    }
  });

  test.each([
    ["parse", "access", "compute", "permit", "rules", "history", "write", "number", "commit"],
  ])("create with a number: %s and all the others", async (...stages) => {
    const values = await requestValues();
    const all = await reached((writer) => writer.create(library.as(), "request", values));
    expect([...new Set(all)]).toEqual(stages);
    for (const stage of stages) {
      const before = await everything();
      await expect(breakingAt(stage).create(library.as(), "request", values)).rejects.toThrow(Broken);
      expect(await everything()).toEqual(before);
    }
  });

  test.each([
    ["load", "parse", "access", "compute", "workflow", "permit", "rules", "history", "post", "write", "commit"],
  ])("cancel: %s and all the others", async (...stages) => {
    const submitted = async () => {
      const loan = await library.loan();
      await documents.submit(library.as(), "loan", loan.id);
      return loan;
    };
    const first = await submitted();
    const all = await reached((writer) => writer.cancel(library.as(), "loan", first.id));
    expect([...new Set(all)]).toEqual(stages);
    for (const stage of stages) {
      const loan = await submitted();
      const before = await everything();
      await expect(breakingAt(stage).cancel(library.as(), "loan", loan.id)).rejects.toThrow(Broken);
      expect(await everything()).toEqual(before);
    }
  });
});

describe("numbers", () => {
  test("50 concurrent submits with 10 % failures give consecutive numbers, and nobody sees a deadlock", async () => {
    const loans = [];
    for (let index = 0; index < 50; index++)
      loans.push(await library.loan({ date: "2027-05-01", due_date: "2027-05-20" }));
    const doomed = new Set(loans.filter((_, index) => index % 10 === 3).map(({ id }) => id));
    const outcomes = await Promise.allSettled(
      loans.map((loan, index) => {
        // Half of the doomed fail before anything is written, half with the number already drawn.
        const chosen = doomed.has(loan.id) ? breakingAt(index % 20 === 3 ? "post" : "commit") : documents;
        return chosen.submit(library.as(), "loan", loan.id);
      }),
    );
    const numbers = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value.number] : []));
    expect(numbers.sort()).toEqual(
      Array.from({ length: 45 }, (_, index) => `LN-2027-${String(index + 1).padStart(4, "0")}`),
    );
    const reasons = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as unknown] : []));
    expect(reasons.every((reason) => reason instanceof Broken)).toBe(true);
    const postings = await library.rows(
      "select document_number from posting where document_number like 'LN-2027-%' order by 1",
    );
    expect(postings.map((row) => row["document_number"])).toEqual(numbers);
  });

  test("each year counts on its own", async () => {
    const loan = await library.loan({ date: "2031-01-01", due_date: "2031-02-01" });
    expect(await documents.submit(library.as(), "loan", loan.id)).toMatchObject({ number: "LN-2031-0001" });
  });

  test("a number given on create is there at once and stays", async () => {
    const [member, book] = [await library.member(), await library.book()];
    const values = { member: member.id, lines: [{ book: book.id, quantity: "1" }] };
    const request = await documents.create(library.as(), "request", values);
    expect(request.number).toMatch(/^RQ-\d{4}$/);
    expect(await documents.submit(library.as(), "request", request.id)).toMatchObject({ number: request.number });
  });
});

describe("idempotency keys", () => {
  test("the same request sent five times at once takes effect once and answers the same", async () => {
    const name = "Once";
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        documents.create(library.as(), "member", { name }, { idempotencyKey: "create-once" }),
      ),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await library.rows("select 1 from member where name = $1", name)).toHaveLength(1);
    const loan = await library.loan();
    const submit = () => documents.submit(library.as(), "loan", loan.id, { idempotencyKey: "submit-once" });
    expect(await submit()).toEqual(await submit());
  });

  test("a key cannot stand for two requests, but belongs to one person", async () => {
    await documents.create(library.as(), "member", { name: "A" }, { idempotencyKey: "shared" });
    const other = documents.create(library.as(), "member", { name: "B" }, { idempotencyKey: "shared" });
    await expect(other).rejects.toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED", status: 409 });
    const someone = library.as(["librarian"], { id: "01900000-0000-7000-8000-000000000001" });
    await expect(
      documents.create(someone, "member", { name: "B" }, { idempotencyKey: "shared" }),
    ).resolves.toMatchObject({ name: "B" });
    const blank = documents.create(library.as(), "member", { name: "B" }, { idempotencyKey: "no spaces" });
    await expect(blank).rejects.toMatchObject({ code: "IDEMPOTENCY_KEY_INVALID" });
  });
});
