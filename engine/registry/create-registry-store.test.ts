import { describe, expect, test } from "@jest/globals";
import type { MetadataLayer } from "../contract/index.ts";
import { createRegistryStore } from "./create-registry-store.ts";
import { libraryFiles } from "./tests/library.ts";
import type { MetadataRevision } from "./types.ts";

const NOTHING: MetadataRevision = { revision: 0, layers: [] };
const revisionOf = (revision: number, ...layers: MetadataLayer[]): MetadataRevision => ({ revision, layers });
const born = (label: string): MetadataLayer => ({
  module: "library",
  owner: "organization",
  patches: {
    "library/doctypes/author": { fields: { born: { type: "date", label: { fr: label, en: label } } } },
  },
});

/** Nodes that share stored revisions and notifications, as through a database. */
function cluster() {
  const stored = new Map<string, MetadataRevision>();
  const listeners: ((organizationId: string | null) => void)[] = [];
  let loads = 0;
  const node = () =>
    createRegistryStore({
      base: libraryFiles,
      loadRevision: async (id) => {
        loads += 1;
        await new Promise((resolve) => setImmediate(resolve));
        return stored.get(id) ?? NOTHING;
      },
      notify: async (id) => {
        for (const listener of listeners) listener(id);
      },
      listen: async (listener) => {
        listeners.push(listener);
      },
    });
  const reconnect = () => {
    for (const listener of listeners) listener(null);
  };
  return { node, stored, reconnect, loads: () => loads };
}

describe("the registry store", () => {
  test("loads an organization's registry once, however many ask at a time", async () => {
    const { node, loads } = cluster();
    const store = await node();
    expect(store.loaded("a")).toBeUndefined();
    const [first, second] = await Promise.all([store.current("a"), store.current("a")]);
    expect(first).toBe(second);
    expect(store.loaded("a")).toBe(first);
    expect(loads()).toBe(1);
  });

  test("reads anew for who finds it outdated: once, however many find it, and not where it is new already", async () => {
    const { node, stored, loads } = cluster();
    const store = await node();
    const outdated = await store.current("a");
    stored.set("a", revisionOf(1, born("Né")));
    const [first, second] = await Promise.all([store.renewed("a", outdated), store.renewed("a", outdated)]);
    expect([first === outdated, first === second, loads()]).toEqual([false, true, 2]);
    expect(await store.renewed("a", outdated)).toBe(first);
    expect([store.loaded("a") === first, loads()]).toEqual([true, 2]);
  });

  test("shares one registry between organizations with equal layers", async () => {
    const { node, stored } = cluster();
    stored.set("b", revisionOf(3, born("Né")));
    stored.set("c", revisionOf(7, { ...born("Né"), module: "other" }));
    const store = await node();
    expect(await store.current("b")).toBe(await store.current("c"));
    expect(await store.current("a")).not.toBe(await store.current("b"));
  });

  test("swaps on publish at once here, and on the other nodes by notification; who has the old one keeps it", async () => {
    const { node, stored } = cluster();
    const [here, there] = [await node(), await node()];
    const old = await there.current("a");
    await here.current("a");
    stored.set("a", revisionOf(1, born("Né")));
    const published = await here.publish("a", revisionOf(1, born("Né")));
    expect(published.field("author", "born")?.type).toBe("date");
    expect((await there.current("a")).hash).toBe(published.hash);
    expect(old.field("author", "born")).toBeUndefined();
  });

  test("a publish during loading wins over what was being loaded", async () => {
    const { node, stored } = cluster();
    const store = await node();
    const loading = store.current("a");
    stored.set("a", revisionOf(1, born("Né")));
    const published = await store.publish("a", revisionOf(1, born("Né")));
    await loading;
    expect((await store.current("a")).hash).toBe(published.hash);
  });

  test("loads again after a lost connection, for notifications may have been missed", async () => {
    const { node, stored, reconnect } = cluster();
    const store = await node();
    const before = await store.current("a");
    stored.set("a", revisionOf(1, born("Né")));
    expect(await store.current("a")).toBe(before);
    reconnect();
    expect((await store.current("a")).field("author", "born")?.type).toBe("date");
  });

  test("a failed load is not remembered", async () => {
    let fails = true;
    const store = await createRegistryStore({
      base: libraryFiles,
      loadRevision: async () => (fails ? Promise.reject(new RangeError("database away")) : NOTHING),
      notify: async () => undefined,
      listen: async () => undefined,
    });
    await expect(store.current("a")).rejects.toThrow("database away");
    fails = false;
    expect((await store.current("a")).doctypes.size).toBeGreaterThan(5);
  });

  test("a preview resolves layers and publishes nothing", async () => {
    const { node } = cluster();
    const store = await node();
    expect(store.preview([born("Né")]).field("author", "born")?.type).toBe("date");
    expect(() => store.preview([{ ...born("Né"), patches: { "library/doctypes/author": { kind: "x" } } }])).toThrow(
      "METADATA_INVALID",
    );
    expect((await store.current("a")).field("author", "born")).toBeUndefined();
  });
});
