import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import type { MetadataSketch } from "../../../tests/support/schema-source.ts";
import { openSchemaWorkshop } from "../../../tests/support/schema-workshop.ts";
import { sql } from "../index.ts";

const workshop = openSchemaWorkshop("locks-test");

const books = (more: MetadataSketch["doctypes"][string]["fields"]): MetadataSketch => ({
  doctypes: {
    book: { fields: { title: { type: "text" }, author: { type: "link", to: "author" }, ...more } },
    author: { fields: { name: { type: "text" }, ...more } },
  },
});

describe("a schema change", () => {
  test("that waits for a long read never stalls other readers for more than half a second", async () => {
    const { db, organization } = workshop;
    await workshop.apply(books({}));
    const longRead = db.transaction(organization, async (tx) => {
      await tx.query(sql`select * from author`);
      await sleep(3_000);
    });
    await sleep(100);
    let isApplied = false;
    const change = workshop.apply(books({ extra: { type: "text" } })).then(() => {
      isApplied = true;
    });
    let longest_ms = 0;
    let reads = 0;
    for (const end = Date.now() + 3_500; Date.now() < end; reads++) {
      const start = Date.now();
      await db.read(organization, (c) => c.query(sql`select * from book left join author on author.id = book.author`));
      longest_ms = Math.max(longest_ms, Date.now() - start);
      await sleep(5);
    }
    await Promise.all([longRead, change]);
    expect(isApplied).toBe(true);
    expect(reads).toBeGreaterThan(20);
    expect(longest_ms).toBeLessThan(500);
  });

  test("does not disturb statements prepared before it", async () => {
    const { db, organization } = workshop;
    await workshop.apply(books({}));
    const read = () =>
      db.read(organization, (c) => c.query({ text: "select * from book", values: [], name: "all books" }));
    await read();
    await workshop.apply(books({ extra: { type: "text" } }));
    await expect(Promise.all([read(), read(), read()])).resolves.toHaveLength(3);
    await workshop.apply(books({ extra: { type: "integer" } }));
    const inTransaction = db.transaction(organization, (tx) =>
      tx.query({ text: "select * from book", values: [], name: "all books" }),
    );
    await expect(inTransaction).resolves.toEqual([]);
  });
});
