import { describe, expect, test } from "@jest/globals";
import type { DocumentAnswer } from "../../../engine/http/api-types.ts";
import { buildTree, keptIds, visibleRows } from "./tree-rows.ts";

const node = (id: string, parent: string | null): DocumentAnswer => ({
  id,
  parent,
  version: 1,
  created_at: "",
  created_by: "",
  updated_at: "",
  updated_by: "",
});

const TREE = buildTree(
  [node("1", null), node("10", "1"), node("101", "10"), node("2", null), node("9", "gone")],
  "parent",
);
const ids = (rows: ReturnType<typeof visibleRows>) => rows.map(({ id, depth }) => `${"-".repeat(depth)}${id}`);

describe("a tree", () => {
  test("shows children only below open parents", () => {
    expect(ids(visibleRows(TREE, new Set(["1"]), null))).toEqual(["1", "-10", "2", "9"]);
  });

  test("keeps what matches a search and everything above it, unfolded", () => {
    const kept = keptIds(TREE, "parent", ({ id }) => id === "101");
    expect(ids(visibleRows(TREE, new Set(), kept))).toEqual(["1", "-10", "--101"]);
  });

  test("a document whose parent is out of sight stands at the top", () => {
    expect(TREE.roots).toContain("9");
  });
});
