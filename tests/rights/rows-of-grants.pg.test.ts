import { beforeAll, describe, expect, test } from "@jest/globals";
import { labelledFile } from "../../engine/documents/tests/library-metadata.ts";
import { openLibrary } from "../../engine/documents/tests/open-library.ts";
import { dossierMetadata } from "./support/dossiers.ts";

const { files, findings } = dossierMetadata();
const text = (name: string) => ({ fr: name, en: name });
const permissions = (permission: object, doctype = "dossier") => ({ permissions: { [doctype]: permission } });
const added = [
  labelledFile("role", "reader", permissions({ actions: ["read"] })),
  labelledFile("role", "exporter", permissions({ actions: ["read", "export"], where: 'region == "north"' })),
  labelledFile("role", "looker", permissions({ actions: ["read"], where: 'chief.region == "north"' })),
  labelledFile("role", "clerk", permissions({ actions: ["read", "update", "submit"] }, "case")),
  labelledFile("doctype", "case", {
    kind: "document",
    lifecycle: "submittable",
    title: "name",
    fields: {
      name: { type: "text", required: true },
      weight: { type: "integer", level: 6 },
      state: { type: "choice", options: ["open", "settled"] },
    },
  }),
  labelledFile("workflow", "case", {
    doctype: "case",
    field: "state",
    initial: "open",
    states: { open: { label: text("open") }, settled: { label: text("settled"), final: true } },
    transitions: {
      settle: { label: text("settle"), from: ["open"], to: "settled", action: "submit", when: "weight < 5" },
    },
  }),
];
const library = openLibrary({ metadata: { files: [...files, ...added], findings } });
const { documents } = library;

beforeAll(async () => {
  const chief = await documents.create(library.as(), "dossier", { name: "Chief", region: "north" });
  await documents.create(library.as(), "dossier", { name: "Follower", region: "south", chief: chief.id });
});

async function exported(...roles: readonly string[]): Promise<string> {
  const file = await documents.exchange.exportRows(library.as(roles), "dossier", { format: "csv", limit: 9 });
  return Buffer.from(file.bytes).toString("utf8");
}

describe("a right belongs to the rows its grant covers", () => {
  test("who may export some rows and reads all of them exports those", async () => {
    const both = await exported("reader", "exporter");
    expect([both.includes("Chief"), both.includes("Follower")]).toEqual([true, false]);
    expect(await exported("librarian")).toContain("Follower");
  });

  test("a document that a path in the row rule lets in is looked at by who may only read it", async () => {
    const { items } = await documents.list(library.as(["looker"]), "dossier", { limit: 9 });
    expect(items.map(({ name }) => name)).toEqual(["Follower"]);
    const { document } = await documents.preview(library.as(["looker"]), "dossier", items[0]!.id);
    expect(document).toMatchObject({ name: "Follower" });
  });
});

test("the preview of a submit tells what a condition comes to only to who reads what it looks at", async () => {
  const { id } = await documents.create(library.as(), "case", { name: "Case", weight: 7 });
  const codes = async (role: string) => {
    const { refusals } = await documents.preview(library.as([role]), "case", id);
    return refusals.map(({ code }) => code);
  };
  expect(await codes("librarian")).toEqual(["WORKFLOW_CONDITION_NOT_MET"]);
  expect(await codes("clerk")).toEqual([]);
});
