import { describe, expect, test } from "@jest/globals";
import type { Registry } from "../../registry/index.ts";
import type { Document } from "../types.ts";
import { RecentDocuments } from "./recent-documents.ts";

const registry = {} as Registry;
const organization = { id: "o", schema: "s" };
const documentOf = (id: string, values: object = {}) => ({ id, version: 1, ...values }) as unknown as Document;
const recall = (recent: RecentDocuments, id: string) =>
  recent.recall(organization, registry, "book", { id, version: 1 });

describe("documents remembered", () => {
  test("are the ones used lately: what is wanted again outlives what was only kept", () => {
    const recent = new RecentDocuments();
    const keep = (id: string) => recent.keep(organization, registry, "book", id, documentOf(id));
    for (let index = 0; index < 2_000; index++) keep(`${index}`);
    expect(recall(recent, "0")).toBeDefined();
    keep("one more");
    expect(recall(recent, "0")).toBeDefined();
    expect(recall(recent, "1")).toBeUndefined();
  });

  test("are small ones, as text or not", () => {
    const recent = new RecentDocuments();
    const large = {
      lines: Array.from({ length: 5_000 }, (_, index) => ({ id: `document ${index} of many` })),
      note: "",
    };
    for (const document of [documentOf("large", large), documentOf("large", { note: "x".repeat(200_000) })]) {
      recent.keep(organization, registry, "book", "large", document);
      expect(recall(recent, "large")).toBeUndefined();
      recent.keep(organization, registry, "book", "large", JSON.stringify(document));
      expect(recall(recent, "large")).toBeUndefined();
    }
  });
});
