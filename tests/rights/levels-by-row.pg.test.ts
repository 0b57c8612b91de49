import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Document, RequestContext } from "../../engine/documents/index.ts";
import { openLibrary } from "../../engine/documents/tests/open-library.ts";
import { refusal } from "../../engine/documents/tests/refusal.ts";
import {
  createPdfRenderer,
  createTemplateRenderer,
  drillReport,
  printHtml,
  runDefinition,
  runReport,
} from "../../engine/reports/index.ts";
import { dossierMetadata, roleOf } from "./support/dossiers.ts";

const library = openLibrary({ metadata: dossierMetadata() });
const { documents } = library;
const ME = "me@library.test";
const SECRET = { pay: "471147.00", verdict: "GUILTY", subject: "SECRET PAPER", file: "proof.txt" };

/** Of the dossiers of others they read and write level 0. */
const READERS = {
  "one role reads level 6 of one's own rows, another level 0 of all": [roleOf("own", 6), roleOf("all", 0)],
  "a third reads level 3 of yet other rows": [roleOf("own", 6), roleOf("all", 0), roleOf("north", 3)],
  "one role reads level 0 of all rows": [roleOf("all", 0)],
} as const;
type Reader = keyof typeof READERS;
const as = (reader: Reader): RequestContext => library.as(READERS[reader], { email: ME });
const BOTH: Reader = "one role reads level 6 of one's own rows, another level 0 of all";

let mine: Document;
let theirs: Document;
let hidden: string;
let proof: string;

async function valuesOf(name: string, holder: string) {
  const file = { fileName: SECRET.file, bytes: new TextEncoder().encode("proof") };
  proof = (await documents.attachments.upload(library.as(), "dossier", "proof", file)).id;
  const { pay, verdict, subject } = SECRET;
  const entries = [{ subject: "plain", grade: 4711 }];
  return { name, holder, region: "south", mentor: hidden, pay, verdict, proof, entries, papers: [{ subject }] };
}

beforeAll(async () => {
  hidden = (await documents.create(library.as(), "dossier", { name: "Mentor" })).id;
  mine = await documents.create(library.as(), "dossier", await valuesOf("Mine", ME));
  theirs = await documents.create(library.as(), "dossier", await valuesOf("Theirs", "them"));
  await documents.create(library.as(), "note", { text: "on theirs", about: theirs.id });
});

/** What an answer gives away. */
function told(answer: unknown): readonly string[] {
  const text = typeof answer === "string" ? answer : JSON.stringify(answer ?? null);
  const secrets = [SECRET.pay, "471,147", "942294", SECRET.verdict, SECRET.subject, ":4711", hidden, proof, "FOUND"];
  return secrets.filter((one) => text.includes(one));
}

const theirName = { field: "name", op: "eq", value: "Theirs" } as const;
const listed = (ctx: RequestContext, parts: object = {}) =>
  documents.list(ctx, "dossier", { limit: 9, filter: theirName, ...parts });

/** A selection gives away what it selects by. */
async function selects(ctx: RequestContext, selection: object): Promise<string> {
  const { items } = await documents.list(ctx, "dossier", { limit: 9, ...selection });
  return items.some(({ id }) => id === theirs.id) ? "FOUND" : "";
}
const byField = (field: string, op: string, value: () => unknown) => (ctx: RequestContext) =>
  selects(ctx, { filter: { field, op, value: value() } });

async function exported(ctx: RequestContext, purpose: "reading" | "import"): Promise<string> {
  const request = { format: "csv", purpose, limit: 9, filter: theirName } as const;
  const { bytes } = await documents.exchange.exportRows(ctx, "dossier", request);
  return Buffer.from(bytes).toString("utf8");
}

/** A copy that the reader makes their own. */
async function duplicated(ctx: RequestContext): Promise<string> {
  const copy = await documents.duplicate(ctx, "dossier", theirs.id);
  await documents.update(ctx, "dossier", copy.id, { holder: ME });
  const text = await documents.getText(ctx, "dossier", copy.id);
  await documents.remove(library.as(), "dossier", copy.id);
  return text;
}

/** What a conflict tells of the changes of somebody else. */
async function conflicted(ctx: RequestContext): Promise<unknown> {
  const before = await documents.get(library.as(), "dossier", theirs.id);
  const [entry] = before["entries"] as readonly { readonly id: string }[];
  const change = (verdict: string, grade: number) =>
    documents.update(library.as(), "dossier", theirs.id, { verdict, entries: [{ id: entry!.id, grade }] });
  await change("x", 1);
  const { version } = await change(SECRET.verdict, 4711);
  const conflict = await refusal(documents.update(ctx, "dossier", theirs.id, { name: "T" }, { version: version - 1 }));
  await change("y", 2);
  const second = await refusal(documents.update(ctx, "dossier", theirs.id, { name: "T" }, { version }));
  await change(SECRET.verdict, 4711);
  return [conflict.data, second.data];
}

const dossiers = (ctx: RequestContext) => runReport(ctx, "pay_of_dossiers", {});
const drill = { row: { name: "Theirs" }, measure: "pay" };
const opened = async (ctx: RequestContext) => {
  const file = documents.attachments.find(ctx, proof);
  return file.catch(() => null);
};

const [templates, pdf] = [createTemplateRenderer(), createPdfRenderer()];
afterAll(() => Promise.all([templates.close(), pdf.close()]));
async function printed(ctx: RequestContext, id: string): Promise<string> {
  const print = library.registry.prints.get("dossier_sheet")!;
  return (await printHtml({ documents, templates, pdf }, ctx, print, id, "en")).html;
}

/** Who points to their mentor, by a field that is not seen in their row. */
async function linked(ctx: RequestContext): Promise<string> {
  const links = await documents.links(ctx, "dossier", hidden);
  return links.some(({ id }) => id === theirs.id) ? "FOUND" : "";
}

/** Where one move is offered and the other is not, the pay is told. */
async function offered(ctx: RequestContext): Promise<unknown> {
  const { transitions, closed } = await documents.actions(ctx, "dossier", theirs.id);
  return [closed, transitions.length === 1 ? "FOUND" : ""];
}

const doors: Readonly<Record<string, (ctx: RequestContext) => Promise<unknown>>> = {
  get: (ctx) => documents.get(ctx, "dossier", theirs.id),
  "get with links": (ctx) => documents.get(ctx, "dossier", theirs.id, { expand: ["*"] }),
  list: (ctx) => listed(ctx),
  "list with links": (ctx) => listed(ctx, { expand: ["*"] }),
  search: (ctx) => listed(ctx, { search: "the" }),
  export: (ctx) => exported(ctx, "reading"),
  "export to be imported": (ctx) => exported(ctx, "import"),
  "file of a field": opened,
  history: (ctx) => documents.history(ctx, "dossier", theirs.id),
  preview: (ctx) => documents.preview(ctx, "dossier", theirs.id),
  compute: (ctx) => documents.compute(ctx, "dossier", { id: theirs.id }),
  "compute of a change": (ctx) => documents.compute(ctx, "dossier", { id: theirs.id, values: { name: "Theirs" } }),
  "compute as if it were one's own": (ctx) =>
    documents.compute(ctx, "dossier", { id: theirs.id, values: { holder: ME } }),
  "answer of a change": (ctx) => documents.update(ctx, "dossier", theirs.id, { region: "south" }),
  links: (ctx) => documents.links(ctx, "dossier", theirs.id),
  "links by a hidden field": linked,
  "what is offered": offered,
  print: (ctx) => printed(ctx, theirs.id),
  duplicate: duplicated,
  conflict: conflicted,
};

/** Doors where a field is named: shut for those who read it in no row. */
const namedDoors: Readonly<Record<string, (ctx: RequestContext) => Promise<unknown>>> = {
  "list of named fields": (ctx) => listed(ctx, { fields: ["pay", "mentor", "mentor.name", "mentor.$title", "double"] }),
  "list over a link": (ctx) => documents.list(ctx, "note", { limit: 9, fields: ["about.pay", "about.mentor"] }),
  totals: (ctx) => listed(ctx, { totals: ["pay", "double"] }),
  "filter by equality": byField("pay", "eq", () => SECRET.pay),
  "filter by an order": byField("pay", "gt", () => "1"),
  "filter by text": byField("verdict", "starts_with", () => "GUI"),
  "filter by a link": byField("mentor", "eq", () => hidden),
  "filter over a hidden link": byField("mentor.name", "eq", () => "Mentor"),
  "filter by a computed field": byField("double", "eq", () => "942294.00"),
  "filter by a column": byField("entries.grade", "eq", () => 4711),
  "filter by a table": byField("papers.subject", "eq", () => SECRET.subject),
  "filter by emptiness in a table": byField("papers.grade", "is_null", () => true),
  condition: (ctx) => selects(ctx, { where: ["pay > 1000"] }),
  "condition over a hidden link": (ctx) => selects(ctx, { where: ["mentor.name == 'Mentor'"] }),
  "order of a list": async (ctx) => {
    const { items } = await documents.list(ctx, "dossier", { limit: 9, sort: ["-pay"], fields: ["pay", "name"] });
    return items.findIndex(({ id }) => id === theirs.id) === items.findIndex((item) => item["pay"] !== null)
      ? "FOUND"
      : items.filter(({ id }) => id === theirs.id);
  },
  report: async (ctx) => (await dossiers(ctx)).rows.filter(({ name }) => name === "Theirs"),
  drill: (ctx) => drillReport(ctx, "pay_of_dossiers", drill),
  "report over a table": async (ctx) => {
    const { rows } = await runReport(ctx, "papers_of_dossiers", {});
    return rows.some(({ papers }) => papers === 2) ? "FOUND" : "";
  },
  "report of one's own making": async (ctx) => {
    const { rows } = await runDefinition(ctx, ctx.registry.report("pay_of_dossiers"), {});
    return rows.filter(({ name }) => name === "Theirs");
  },
};

describe.each(Object.keys(READERS) as Reader[])("%s: nothing above level 0 is told of others' rows", (reader) => {
  test.each(Object.entries(doors))("%s", async (_door, open) => {
    expect(told(await open(as(reader)))).toEqual([]);
  });

  test.each(Object.entries(namedDoors))("%s", async (_door, open) => {
    const isShut = READERS[reader].length === 1;
    if (isShut) await refusal(open(as(reader)));
    else expect(told(await open(as(reader)))).toEqual([]);
  });
});

test("of one's own rows each of these doors tells what one reads there", async () => {
  const links = await documents.links(as(BOTH), "dossier", hidden);
  expect(links.map(({ id, field }) => [id, field])).toEqual([[mine.id, "mentor"]]);
  const sheet = await printed(as(BOTH), mine.id);
  for (const secret of ["471,147.00", "942294", SECRET.verdict, SECRET.subject, ":4711", hidden, "Mentor"])
    expect(sheet).toContain(secret);
});

test("what cannot be deleted tells who uses it by a field one reads, and of others that they are", async () => {
  const { code, params, data } = await refusal(
    documents.remove(as("one role reads level 0 of all rows"), "dossier", hidden),
  );
  expect(code).toBe("DOCUMENT_IN_USE");
  expect(told({ params, data })).toEqual([]);
  expect(JSON.stringify({ params, data })).not.toContain(theirs.id);
  expect(data).toEqual({ documents: [] });
});

describe("what a role writes in its own rows alone", () => {
  test("is not written in others, neither by a change that makes the row one's own, nor in bulk, nor by an import", async () => {
    const { id } = theirs;
    const update = (patch: object) => documents.update(as(BOTH), "dossier", id, patch as never);
    for (const patch of [{ pay: "1" }, { holder: ME, pay: "1" }, { pay: SECRET.pay }, { papers: [] }, { entries: [] }])
      expect((await refusal(update(patch))).code).toBe("FIELD_LEVEL_DENIED");
    const bulk = await documents.bulk(as(BOTH), "dossier", { ids: [id, mine.id], verb: "update", patch: { pay: "2" } });
    expect(bulk).toMatchObject({ changed: 1, refused: [{ id, code: "FIELD_LEVEL_DENIED" }] });
    const rows = ["them", ME].map((h) => ({ n: "New", h, p: "3" }));
    const request = { rows, mapping: { n: "name", h: "holder", p: "pay" }, dryRun: true };
    expect(await documents.exchange.importRows(as(BOTH), "dossier", request)).toMatchObject({ created: 1, refused: 1 });
    const computed = documents.compute(as(BOTH), "dossier", { id, values: { pay: "1" } });
    expect((await refusal(computed)).code).toBe("FIELD_LEVEL_DENIED");
    expect(await documents.get(library.as(), "dossier", id)).toMatchObject({ pay: SECRET.pay });
  });

  test("is not given away in a change that gives the row away", async () => {
    const away = documents.update(as(BOTH), "dossier", mine.id, { holder: "them", pay: "1" });
    expect((await refusal(away)).code).toBe("FIELD_LEVEL_DENIED");
  });
});
