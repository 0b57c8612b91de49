import { describe, expect, test } from "@jest/globals";
import { countingDatabase } from "../tests/counting-database.ts";
import { openLibrary } from "../tests/open-library.ts";
import { refusal } from "../tests/refusal.ts";

const library = openLibrary();
const { documents } = library;

describe("links that the engine sets", () => {
  test("lead to documents read in the same statement as what they come from", async () => {
    const overflow = await documents.create(library.as(), "branch", { name: "Two" });
    const values = { name: "One", loan_days: 3, overflow: overflow.id };
    const branch = await documents.create(library.as(), "branch", values);
    const guardian = await library.member({ branch: branch.id });
    const counting = countingDatabase(library.db);
    const child = { name: "Child", kind: "child", guardian: guardian.id };
    const member = await documents.create({ ...library.as(), db: counting.db }, "member", child);
    expect(member).toMatchObject({ branch: branch.id, closes_after: 3, second_branch: overflow.id });
    // Links, and the write, which tells the computed fields too.
    expect(counting.statements).toHaveLength(2);
  });

  test("need no right of the person, those he sends do", async () => {
    const branch = await documents.create(library.as(), "branch", { name: "North" });
    const guardian = await library.member({ branch: branch.id });
    const ctx = library.as(["nursery"]);
    const child = await documents.create(ctx, "member", { name: "C", kind: "child", guardian: guardian.id });
    expect(child).toMatchObject({ branch: branch.id });
    const sent = documents.create(ctx, "member", {
      name: "D",
      kind: "child",
      guardian: guardian.id,
      branch: branch.id,
    });
    expect(await refusal(sent)).toMatchObject({ code: "LINK_NOT_FOUND", pointer: "/branch" });
  });
});

describe("a document deleted while another comes to point to it", () => {
  test("by a link or a dynamic link: never both, never an orphan", async () => {
    for (let round = 0; round < 12; round++) {
      const book = await library.book();
      const member = await library.member();
      const pointing =
        round % 2 === 0
          ? documents.update(library.as(), "member", member.id, { favourite: { type: "book", id: book.id } })
          : documents.create(library.as(), "loan", { member: member.id, lines: [{ book: book.id }] });
      const outcomes = await Promise.allSettled([pointing, documents.remove(library.as(), "book", book.id)]);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    }
    const orphans = await library.rows(
      "select 1 from member where favourite_type = 'book' and not exists (select from book where book.id = favourite)",
    );
    expect(orphans).toEqual([]);
  });
});

describe("the outbox", () => {
  test("has one event per write, in its transaction, and wakes who sends them on", async () => {
    const woken: string[] = [];
    const waking = library.withPorts({ wakeOutbox: ({ schema }) => woken.push(schema) });
    const member = await waking.create(library.as(), "member", { name: "Evented" });
    await waking.update(library.as(), "member", member.id, { about: "x" });
    await waking.update(library.as(), "member", member.id, { about: "x" });
    await waking.remove(library.as(), "member", member.id);
    const events = await library.rows(
      "select event, version, payload from outbox where document_id = $1 order by id",
      member.id,
    );
    expect(events.map(({ event, version }) => [event, version])).toEqual([
      ["member.create", 1],
      ["member.update", 2],
      ["member.delete", 3],
    ]);
    expect(events[0]!["payload"]).toEqual({
      verb: "create",
      by: library.as().principal.id,
      request_id: expect.any(String),
    });
    expect(woken.length).toBeGreaterThanOrEqual(3);
    await refusal(waking.create(library.as(), "member", {}));
    expect(await library.rows("select 1 from outbox where document_type = 'member' and version = 0")).toEqual([]);
  });
});
