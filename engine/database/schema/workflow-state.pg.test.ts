import { describe, expect, test } from "@jest/globals";
import { openSchemaWorkshop } from "../../../tests/support/schema-workshop.ts";
import type { MetadataFile } from "../../contract/index.ts";
import { resolveRegistry } from "../../registry/index.ts";
import { applyPlan, previewPlan } from "../index.ts";

const workshop = openSchemaWorkshop("workflow-state-test");
const { rows, run } = workshop;
const label = (text: string) => ({ fr: text, en: text });
const STATES = ["new", "sent", "paid", "void"];

type Transitions = Readonly<Record<string, readonly [from: string, to: string, action?: "submit" | "cancel"]>>;
interface Rules {
  readonly transitions?: Transitions;
  readonly existing?: Readonly<Record<string, string>>;
  readonly lifecycle?: "submittable";
}

const CLEAR: Transitions = { send: ["new", "sent", "submit"], pay: ["sent", "paid"], drop: ["sent", "void", "cancel"] };

/** Letters, with a workflow when there are rules for one. */
function letters(rules: Rules | null, lifecycle: Rules["lifecycle"] | null = "submittable") {
  const file = (key: string, kind: MetadataFile["kind"], id: string, json: object): MetadataFile => {
    return { key: `post/${key}`, kind, module: "post", id, path: key, json: { id, label: label(id), ...json } };
  };
  const each = (make: (id: string) => object) => Object.fromEntries(STATES.map((id) => [id, make(id)]));
  const state = { type: "choice", label: label("State"), options: each((id) => ({ label: label(id) })) };
  const transitions = Object.entries(rules?.transitions ?? CLEAR).map(([id, [from, to, action]]) => [
    id,
    { label: label(id), from: [from], to, ...(action && { action }) },
  ]);
  const used = new Set(["new", ...Object.values(rules?.transitions ?? CLEAR).map(([, to]) => to)]);
  const workflow = {
    doctype: "letter",
    field: "state",
    initial: "new",
    states: Object.fromEntries([...used].map((id) => [id, { label: label(id), final: true }])),
    transitions: Object.fromEntries(transitions),
    ...(rules?.existing && { existing: rules.existing }),
  };
  const paid = { type: "boolean", label: label("Paid") };
  const doctype = { kind: "document", ...(lifecycle && { lifecycle }), fields: { paid, state } };
  return resolveRegistry({
    files: [
      file("module", "module", "post", { menu: {} }),
      file("doctypes/letter", "doctype", "letter", doctype),
      ...(rules ? [file("workflows/letter", "workflow", "letter", workflow)] : []),
    ],
    findings: [],
  });
}

const apply = (...args: Parameters<typeof letters>) => applyPlan(workshop.db, workshop.organization, letters(...args));
const preview = (...args: Parameters<typeof letters>) =>
  previewPlan(workshop.db, workshop.organization, letters(...args));
const insert = (docstatus: string, paid = "null", state = "null") =>
  run(`insert into letter (id, version, created_at, updated_at, docstatus, paid, state)
    values (gen_random_uuid(), 1, now(), now(), '${docstatus}', ${paid}, ${state})`);
const states = async () =>
  (await rows("select docstatus || ' ' || state as state from letter order by 1")).map(({ state }) => state);

describe("documents that were there before their workflow", () => {
  test("get the initial state as drafts, else the one that submitting or cancelling leads to; those that have one keep it", async () => {
    await apply(null);
    await insert("draft");
    await insert("submitted");
    await insert("submitted", "null", "'paid'");
    await insert("cancelled");
    await apply({});
    expect(await states()).toEqual(["cancelled void", "draft new", "submitted paid", "submitted sent"]);
    expect((await preview({})).steps).toEqual([]);
    await expect(insert("draft")).rejects.toMatchObject({ code: "VALUE_REQUIRED", pointer: "/state" });
  });

  test("are asked about when nothing tells their state, and only when there are any", async () => {
    await apply(null);
    await insert("draft");
    const unclear: Rules = { transitions: { ...CLEAR, post: ["new", "paid", "submit"] } };
    expect((await preview(unclear)).refusals).toEqual([]);
    await insert("submitted");
    const refusal = { code: "SCHEMA_STATES_UNKNOWN", table: "letter", column: "state", count: 1 };
    expect((await preview(unclear)).refusals).toMatchObject([{ ...refusal, rows: [{ value: "submitted" }] }]);
    await expect(apply(unclear)).rejects.toMatchObject({ code: "SCHEMA_CHANGE_REFUSED" });
    await apply({
      ...unclear,
      existing: { paid: "docstatus == 'submitted' && paid == true", sent: "docstatus == 'submitted'" },
    });
    expect(await states()).toEqual(["draft new", "submitted sent"]);
  });

  test("get the first state whose condition they meet, in the order written", async () => {
    await apply(null);
    await insert("submitted", "true");
    await insert("submitted", "false");
    await insert("draft", "true");
    await apply({
      existing: { paid: "paid == true && docstatus != 'draft'", void: "paid == false", sent: "paid == true" },
    });
    expect(await states()).toEqual(["draft sent", "submitted paid", "submitted void"]);
  });

  test("without a life cycle are all in the initial state", async () => {
    await apply(null, null);
    await run("insert into letter (id, version, created_at, updated_at) values (gen_random_uuid(), 1, now(), now())");
    await apply({ transitions: { send: ["new", "sent"] } }, null);
    expect(await rows("select state from letter")).toEqual([{ state: "new" }]);
  });
});
