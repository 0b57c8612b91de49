import { describe, expect, test } from "@jest/globals";
import { resolveRegistry } from "../../registry/index.ts";
import { libraryMetadata } from "../tests/library-metadata.ts";
import { addRowStates, createRecordMemories, rowsUnchanged } from "./record-memory.ts";

const registry = resolveRegistry(libraryMetadata());
const ORGANIZATION = { id: "1", schema: "org_one" };
const OTHER = { id: "2", schema: "org_two" };
const NAME = [["name"]];
const member = (id: string) => ({ id, name: `Member ${id}`, xmin: "700" });

describe("records remembered", () => {
  test("belong to one organization, one registry and one set of paths", () => {
    const memories = createRecordMemories();
    memories.of(ORGANIZATION, registry, true).keep("member", NAME, member("a"));
    const recall = (organization = ORGANIZATION, from = registry, paths = NAME) =>
      memories.of(organization, from, true).recall("member", paths, "a")?.record;
    expect(recall()).toEqual(member("a"));
    expect(recall(ORGANIZATION, registry, [["name"], ["card"]])).toBeUndefined();
    expect(recall(OTHER)).toBeUndefined();
    expect(recall(ORGANIZATION, resolveRegistry(libraryMetadata()))).toBeUndefined();
  });

  test("are not taken by who does not trust them, and are gone once forgotten", () => {
    const memories = createRecordMemories();
    memories.of(ORGANIZATION, registry, false).keep("member", NAME, member("a"));
    const doubting = memories.of(ORGANIZATION, registry, false);
    expect([doubting.recall("member", NAME, "a"), doubting.wasUsed]).toEqual([undefined, false]);
    const trusting = memories.of(ORGANIZATION, registry, true);
    expect([trusting.recall("member", NAME, "a")?.record, trusting.wasUsed]).toEqual([member("a"), true]);
    memories.forget(ORGANIZATION);
    expect(memories.of(ORGANIZATION, registry, true).recall("member", NAME, "a")).toBeUndefined();
  });

  test.each([
    [[["greeting"]]],
    [[["name"], ["guardian", "greeting"]]],
  ])("hold nothing that is computed when read: %j", (paths) => {
    const memories = createRecordMemories();
    memories.of(ORGANIZATION, registry, true).keep("member", paths, { ...member("a"), greeting: "Dear" });
    expect(memories.of(ORGANIZATION, registry, true).recall("member", paths, "a")).toBeUndefined();
  });

  test("are bounded: the organization not heard of for longest is forgotten first", () => {
    const memories = createRecordMemories();
    memories.of(ORGANIZATION, registry, true).keep("member", NAME, member("a"));
    for (let n = 0; n < 20_000; n++) memories.of(OTHER, registry, true).keep("member", NAME, member(String(n)));
    expect(memories.of(ORGANIZATION, registry, true).recall("member", NAME, "a")).toBeUndefined();
    expect(memories.of(OTHER, registry, true).recall("member", NAME, "19999")).toBeDefined();
  });
});

test("a record depends on every row it was put together from", () => {
  const branch = { id: "b", name: "North", xmin: "701" };
  const paths = [["name"], ["branch", "name"]];
  const remembered = createRecordMemories()
    .of(ORGANIZATION, registry, true)
    .keep("member", paths, { ...member("a"), branch });
  const states = new Map<string, Map<string, string>>();
  addRowStates(states, remembered);
  expect(states).toEqual(
    new Map([
      ["member", new Map([["a", "700"]])],
      ["branch", new Map([["b", "701"]])],
    ]),
  );
  expect(rowsUnchanged(states)?.values).toEqual(["b", "701", "a", "700"]);
  expect(rowsUnchanged(new Map())).toBeNull();
});

test("the condition has one text, whatever was remembered and what was read after it", () => {
  const [author, book] = [
    ["author", new Map([["a", "700"]])],
    ["book", new Map([["b", "701"]])],
  ] as const;
  const [first, second] = [rowsUnchanged(new Map([author, book])), rowsUnchanged(new Map([book, author]))];
  expect(second).toMatchObject({ text: first?.text, values: first?.values });
});
