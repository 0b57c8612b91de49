import { beforeAll, describe, expect, test } from "@jest/globals";
import { applyPlan } from "../../database/index.ts";
import { type Registry, resolveRegistry } from "../../registry/index.ts";
import { countingDatabase } from "../tests/counting-database.ts";
import { libraryMetadata } from "../tests/library-metadata.ts";
import { openLibrary } from "../tests/open-library.ts";
import { reindexSearch } from "./reindex-search.ts";

const library = openLibrary();
const reindex = (registry: Registry) => reindexSearch(library.db, library.organization, registry);
const books: string[] = [];
const texts = async () => {
  const rows = await library.rows("select search_text from book where id = any($1::uuid[]) order by title", books);
  return rows.map(({ search_text }) => search_text);
};

/** A release in which books are searched by other fields. */
function registrySearching(search: readonly string[]): Registry {
  const { files, findings } = libraryMetadata();
  const changed = files.map((file) =>
    file.key.endsWith("/book") ? { ...file, json: { ...(file.json as object), search } } : file,
  );
  return resolveRegistry({ files: changed, findings });
}

beforeAll(async () => {
  for (const values of [
    { title: "Atlas", isbn: "111" },
    { title: "Novel", isbn: "222" },
  ]) {
    books.push((await library.book(values)).id);
  }
});

describe("what documents are found by", () => {
  test("becomes what can be searched now, whoever changed it", async () => {
    await reindex(library.registry);
    expect(await texts()).toEqual(["atlas 111", "novel 222"]);
    expect(await reindex(registrySearching(["isbn"]))).toBe(2);
    expect(await texts()).toEqual(["111", "222"]);
    expect(await reindex(registrySearching(["isbn", "title"]))).toBe(2);
    expect(await texts()).toEqual(["111 atlas", "222 novel"]);
  });

  test("costs one statement where nothing has changed", async () => {
    await reindex(library.registry);
    const counting = countingDatabase(library.db);
    expect(await reindexSearch(counting.db, library.organization, library.registry)).toBe(0);
    expect(counting.statements).toHaveLength(1);
  });

  test("is what a document saved in the meantime says, not what it was when it was looked at", async () => {
    await reindex(library.registry);
    const [first] = books;
    let isSaved = false;
    const { db } = countingDatabase(library.db, (statement) => {
      if (isSaved || !statement.startsWith('update "book"')) return undefined;
      isSaved = true;
      return library.rows(
        "update book set isbn = '333', search_text = '333', version = version + 1 where id = $1",
        first,
      );
    });
    expect(await reindexSearch(db, library.organization, registrySearching(["isbn"]))).toBe(2);
    expect(await texts()).toEqual(["333", "222"]);
    expect(isSaved).toBe(true);
  });

  test("reaches every one of many, and goes on where it was interrupted", async () => {
    await reindex(library.registry);
    await library.rows(`insert into branch (id, version, name, created_at, updated_at) select gen_random_uuid(), 1, 'Many ' || n, now(), now()
      from generate_series(1, 2500) as n`);
    const { files, findings } = libraryMetadata();
    const changed = files.map((file) =>
      file.key.endsWith("/branch") ? { ...file, json: { ...(file.json as object), search: ["name"] } } : file,
    );
    const registry = resolveRegistry({ files: changed, findings });
    await applyPlan(library.db, library.organization, registry);
    const left = async () => {
      const [row] = await library.rows(
        "select count(*)::text as left from branch where search_text is distinct from lower(name)",
      );
      return Number(row!["left"]);
    };
    const stopping = new AbortController();
    const { db } = countingDatabase(library.db, (statement) => {
      if (statement.startsWith('update "branch"')) stopping.abort();
      return undefined;
    });
    await reindexSearch(db, library.organization, registry, stopping.signal);
    const leftThen = await left();
    expect(leftThen).toBeGreaterThan(0);
    expect(leftThen).toBeLessThan(2500);
    expect(await reindex(registry)).toBe(leftThen);
    expect(await left()).toBe(0);
    expect(await reindex(registry)).toBe(0);
  });
});
