import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { rawSql, sql } from "../database/index.ts";
import type { Checkpoint, JsonValue } from "../documents/index.ts";
import { openLibrary } from "../documents/tests/open-library.ts";
import { createFunctionRunner } from "../functions/index.ts";
import { writeLibraryFunctions } from "../functions/tests/library-functions.ts";
import { newId } from "../kernel/index.ts";
import { openCheckpoint } from "./job-checkpoint.ts";
import { prepareJobTables } from "./prepare-job-tables.ts";

const library = openLibrary();
const { registry, folder, remove } = writeLibraryFunctions();
const runner = createFunctionRunner({ documents: library.documents, folders: [folder] });
beforeAll(async () => {
  await library.db.read(null, (c) => c.query(rawSql("create schema if not exists platform")));
  await prepareJobTables(library.db);
});
afterAll(async () => {
  await runner.close();
  remove();
});
const librarian = () => ({ ...library.as(["librarian"]), registry });

class PowerCut extends Error {}

interface Watch {
  readonly checkpoint: Checkpoint;
  onProgress(): void;
}

/** A run of a job that is cut off when it keeps for the nth time: before the commit, or right behind it. Null: never. */
async function watched(job: string, cut: { readonly at: number; readonly isCommitted: boolean } | null) {
  const place = { organization: library.organization, job, run: newId() };
  await library.db.read(null, (c) =>
    c.query(sql`insert into platform.job (id, organization, user_id, kind, status, run)
      values (${job}, ${place.organization.id}, ${newId()}, 'work', 'running', ${place.run})
      on conflict (id) do update set run = excluded.run`),
  );
  const checkpoint = await openCheckpoint(library.db, place);
  let kept = 0;
  const watch: Watch = {
    checkpoint: {
      ...checkpoint,
      async keep(connection, reached) {
        await checkpoint.keep(connection, reached);
        if (++kept === cut?.at && !cut.isCommitted) throw new PowerCut();
      },
    },
    onProgress() {
      if (cut?.isCommitted && kept >= cut.at) throw new PowerCut();
    },
  };
  return { watch, kept: () => kept };
}

/** Cut off at every place in turn and gone on with, it ends as it would have ended at once. `work` is told which of the rounds it is. */
async function expectSameWhereverCut<T>(
  work: (round: string, watch: Watch) => Promise<T>,
  outcome: (round: string, result: T) => Promise<unknown>,
): Promise<void> {
  const whole = await watched(newId(), null);
  const test = newId().slice(-6);
  const expected = await outcome(test, await work(test, whole.watch));
  expect(whole.kept()).toBeGreaterThan(2);
  for (let at = 1; at <= whole.kept(); at++) {
    for (const isCommitted of [false, true]) {
      const round = `${test}-${at}${isCommitted ? "c" : "o"}`;
      const job = newId();
      const first = await watched(job, { at, isCommitted });
      await expect(work(round, first.watch)).rejects.toThrow(PowerCut);
      const second = await watched(job, null);
      const result = await work(round, second.watch);
      expect({ at, isCommitted, outcome: await outcome(round, result) }).toEqual({
        at,
        isCommitted,
        outcome: expected,
      });
    }
  }
}

/** What there is of a round, but for its name. */
const cards = async (round: string) => {
  const rows = await library.rows<{ name: string; card: string | null }>(
    "select name, card from member where name like $1 order by name, card",
    `${round}:%`,
  );
  return rows.map(({ name, card }) => [name.slice(round.length), card?.slice(round.length)]);
};
const withoutIds = (value: unknown, round: string): unknown =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll(/"[0-9a-f]{8}-[0-9a-f-]{27}"/g, '"id"')
      .replaceAll(`${round}:`, ":"),
  );

describe("work that is cut off, at whatever place", () => {
  test("an import of rows goes on behind them: nothing twice, nothing left out, everything told", async () => {
    const rows = (round: string) =>
      Array.from({ length: 260 }, (_, index) => ({
        Name: index === 130 ? "" : `${round}:${String(index).padStart(3, "0")}`,
        Card: `${round}:${index % 250}`,
      }));
    await expectSameWhereverCut(
      (round, { checkpoint, onProgress }) =>
        library.documents.exchange.importRows(library.as(), "member", {
          rows: rows(round),
          mapping: { Name: "name", Card: "card" },
          dryRun: false,
          checkpoint,
          onProgress,
        }),
      async (round, result) => ({ result: withoutIds(result, round), members: await cards(round) }),
    );
  });

  test("what a function proposed goes on as it was proposed, effect by effect", async () => {
    const name = (round: string, index: number) => `${round}:${String(index).padStart(3, "0")}`;
    const old = new Map<string, readonly string[]>();
    const effectsOf = async (round: string): Promise<JsonValue> => {
      if (!old.has(round)) {
        const ids: string[] = [];
        for (const one of ["old", "older"]) ids.push((await library.member({ name: `${round}:${one}` })).id);
        old.set(round, ids);
      }
      const [first, second] = old.get(round)!;
      const members = Array.from({ length: 230 }, (_, index) => ({
        name: name(round, index),
        card: index === 7 ? name(round, 3) : name(round, index),
        ...(index === 210 && { branch: "No such branch" }),
      }));
      return [
        { create: "member", rows: members, key: "name" },
        {
          update: "member",
          rows: [
            { id: first!, card: `${round}:changed` },
            { id: newId(), name: "Nobody" },
          ],
        },
        { delete: "member", ids: [second!] },
      ];
    };
    await expectSameWhereverCut(
      async (round, watch) =>
        runner.run(librarian(), "propose", { effects: await effectsOf(round) }, { mode: "each", ...watch }),
      async (round, { done, refused, refused_count }) => ({
        result: withoutIds({ done: done.map(({ ids: _, ...one }) => one), refused, refused_count }, round),
        members: await cards(round),
      }),
    );
  });

  test("what is done as a whole and lost only its answer is not done again", async () => {
    const job = newId();
    const effects = [{ create: "member", rows: [{ name: "whole:1" }, { name: "whole:2" }] }];
    const run = async () => {
      const { watch } = await watched(job, null);
      return runner.run(librarian(), "propose", { effects }, { mode: "whole", checkpoint: watch.checkpoint });
    };
    const first = await run();
    expect(await run()).toEqual(first);
    expect(await cards("whole")).toHaveLength(2);
  });
});
