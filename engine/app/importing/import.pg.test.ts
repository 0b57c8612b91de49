import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { openRealProduct } from "../../../tests/reliability/support/real-product.ts";
import { until } from "../../../tests/support/until.ts";
import { PROJECT_FOLDER } from "../installation/project.ts";

const product = openRealProduct();
beforeAll(() => product.perfex.jobs.work());

const company = () => product.organization("company").client;

/** Starts an import over HTTP and follows its job to the end. */
async function importFile(path: string, fileName: string, bytes: string | Uint8Array, options: object) {
  const form = new FormData();
  form.set("file", new Blob([typeof bytes === "string" ? bytes : new Uint8Array(bytes)]), fileName);
  form.set("options", JSON.stringify(options));
  const started = await company().call("POST", path, form);
  expect(started.status).toBe(202);
  const job = async () => (await company().get(String(started.headers.get("location")))).body;
  await until(`${fileName} is imported`, async () => ["done", "failed"].includes(String((await job())["status"])));
  return job();
}

const count = async (doctype: string) => (await company().get(`/api/v1/${doctype}?limit=1&count=true`)).body["total"];

describe("importing over HTTP", () => {
  const CSV = "Nom;Ville;Client\nAlpha;Lyon;oui\nBêta;;oui\n;Nice;oui\n";
  const mapping = { Nom: "name", Ville: "city", Client: "is_customer" };

  test("a dry run tells what would come in and keeps nothing", async () => {
    const before = await count("party");
    const job = await importFile("/api/v1/party/import", "parties.csv", CSV, { mapping, dry_run: true });
    expect(job).toMatchObject({ status: "done", result: { created: 2, refused: 1, errors: [{ row: 4 }] } });
    expect(await count("party")).toBe(before);
  });

  test("rows that are refused are told, the others come in", async () => {
    const { Ville: _, ...some } = mapping;
    const left = await importFile("/api/v1/party/import", "parties.csv", CSV, { mapping: some, dry_run: true });
    expect(left).toMatchObject({ result: { ignored_columns: [{ column: "Ville", reason: "not_mapped" }] } });
    const job = await importFile("/api/v1/party/import", "parties.csv", CSV, { mapping });
    expect(job).toMatchObject({ status: "done", progress: 100, result: { created: 2, refused: 1 } });
    const found = await company().get("/api/v1/party?search=b%C3%AAta&fields=name,city,is_customer");
    expect(found.body["items"]).toMatchObject([{ name: "Bêta", city: null, is_customer: true }]);
  });

  test("the columns of a file are read and their fields guessed", async () => {
    const form = new FormData();
    form.set("file", new Blob(["Nom ou raison sociale;Ville;???\nAlpha;Lyon;1\n"]), "parties.csv");
    const guessed = await company().call("POST", "/api/v1/party/import/columns", form);
    expect(guessed.body).toMatchObject({ rows: 1, mapping: { "Nom ou raison sociale": "name", Ville: "city" } });
    expect(guessed.body["ignored_columns"]).toMatchObject([{ column: "???", reason: "unknown" }]);
  });

  test("a FEC comes in through the documents, with its sums, once", async () => {
    const fec = readFileSync(join(PROJECT_FOLDER, "seeds", "samples", "404833048FEC20251231.txt"));
    const dry = await importFile("/api/v1/imports/fec", "404833048FEC20251231.txt", fec, { dry_run: true });
    expect(dry).toMatchObject({ status: "done", result: { dry_run: true, created: {} } });
    const job = await importFile("/api/v1/imports/fec", "404833048FEC20251231.txt", fec, {});
    const { summary, created, refused } = job["result"] as {
      summary: { entries: number; debit: string };
      created: Record<string, number>;
      refused: number;
    };
    expect([created["journal_entry"], refused]).toEqual([summary.entries, 0]);
    const balance = await company().get("/api/v1/reports/trial_balance?from=2025-01-01&to=2025-12-31");
    const totals = balance.body["totals"] as Record<string, string>;
    expect(Number(totals["opening_debit"]) + Number(totals["debit"])).toBe(Number(summary.debit));
    const again = await importFile("/api/v1/imports/fec", "404833048FEC20251231.txt", fec, {});
    expect(again["result"]).toMatchObject({ summary: { entries: 0, already_imported: summary.entries } });
  });

  test("an import nobody declared is not found", async () => {
    const form = new FormData();
    form.set("file", new Blob(["x"]), "x.txt");
    const reply = await company().call("POST", "/api/v1/imports/nothing", form);
    expect([reply.status, reply.body["code"]]).toEqual([404, "HTTP_IMPORTER_UNKNOWN"]);
  });
});
