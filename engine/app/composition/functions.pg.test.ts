import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openRealProduct } from "../../../tests/reliability/support/real-product.ts";
import { until } from "../../../tests/support/until.ts";

const text = (en: string) => ({ fr: en, en });
const offered = {
  id: "welcome",
  label: text("Welcome"),
  input: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
  output: { type: "object", properties: { known: { type: "integer" } }, required: ["known"] },
  reads: { parties: { doctype: "party", fields: ["name"], match: { name: "$name" } } },
  effects: ["create:party"],
  offered: { api: true },
};
const SOURCE = (name: string) => `
  export function ${name}({ name, known }: { name: string; known: { parties: unknown[] } }) {
    return { known: known.parties.length, effects: [{ create: "party", rows: [{ name, is_customer: true }] }] };
  }`;

/** A module of its own beside the product's. */
const folder = mkdtempSync(join(tmpdir(), "perfex-greeting-"));
const write = (path: string, content: unknown) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
};
write("package.json", { type: "module" });
write("greeting/module.json", { id: "greeting", label: text("Greeting"), depends_on: ["finance"], menu: {} });
const declare = (declaration: { readonly id: string }, name: string) => {
  write(`greeting/functions/${declaration.id}/${declaration.id}.function.json`, declaration);
  write(`greeting/functions/${declaration.id}/${declaration.id}.ts`, SOURCE(name));
};
declare(offered, "welcome");
declare({ ...offered, id: "slow_welcome", time_limit_ms: 60_000 } as typeof offered, "slowWelcome");
declare({ ...offered, id: "hidden_welcome", offered: {} } as unknown as typeof offered, "hiddenWelcome");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const product = openRealProduct({ moreMetadata: [folder] });
beforeAll(() => product.perfex.jobs.work());

const company = () => product.organization("company").client;
const call = (id: string, body: object, client = company()) => client.call("POST", `/api/v1/functions/${id}`, body);
const parties = async (name: string) =>
  (await company().get(`/api/v1/party?search=${name}&limit=9&fields=name`)).body["items"] as readonly unknown[];

async function settled(location: string | null) {
  const job = async () => (await company().get(String(location))).body;
  await until("the job is over", async () => ["done", "failed"].includes(String((await job())["status"])));
  return job();
}

describe("a function offered to programs", () => {
  test("is called with what it needs and does what it declares", async () => {
    const reply = await call("welcome", { input: { name: "Aissatou" } });
    expect([reply.status, reply.body]).toEqual([
      200,
      {
        preview: false,
        output: { known: 0 },
        done: [{ effect: "create:party", count: 1, ids: [expect.any(String)] }],
        documents: [],
      },
    ]);
    expect((await call("welcome", { input: { name: "Aissatou" } })).body["output"]).toEqual({ known: 1 });
  });

  test("tells in a preview what would happen, and does nothing", async () => {
    const reply = await call("welcome", { input: { name: "Boubacar" }, preview: true });
    expect(reply.body).toMatchObject({
      preview: true,
      documents: [{ doctype: "party", document: { name: "Boubacar", is_customer: true } }],
    });
    expect(await parties("Boubacar")).toEqual([]);
  });

  test("runs as a job when asked to, and always when it may take long", async () => {
    for (const [id, body] of [
      ["welcome", { input: { name: "Cheikh" }, background: true }],
      ["slow_welcome", { input: { name: "Cheikh" } }],
    ] as const) {
      const started = await call(id, body);
      expect(started.status).toBe(202);
      expect(await settled(started.headers.get("location"))).toMatchObject({
        status: "done",
        progress: 100,
        result: { preview: false, done: [{ effect: "create:party", count: 1 }] },
      });
    }
    expect(await parties("Cheikh")).toHaveLength(2);
  });

  test("is refused what does not fit its declaration", async () => {
    expect((await call("welcome", { input: {} })).body).toMatchObject({ code: "FUNCTION_INPUT_INVALID", status: 422 });
    expect((await call("welcome", { input: [] })).body).toMatchObject({ code: "HTTP_VALUE_INVALID" });
  });

  test("does no more than its caller may do", async () => {
    const reader = await product.person("reader@company.example", { company: ["finance_viewer"] });
    const reply = await call("welcome", { input: { name: "Djibril" } }, reader.client("company"));
    expect([reply.status, reply.body["code"]]).toEqual([403, "ACCESS_DENIED"]);
    expect(await parties("Djibril")).toEqual([]);
  });

  test("that is not offered does not exist for them", async () => {
    for (const id of ["hidden_welcome", "fec_import", "nothing"]) {
      const reply = await call(id, { input: { name: "Elhadj" } });
      expect([reply.status, reply.body["code"]]).toEqual([404, "FUNCTION_UNKNOWN"]);
    }
  });
});
