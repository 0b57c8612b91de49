import { rmSync } from "node:fs";
import { afterAll, describe, expect, test } from "@jest/globals";
import { openRealProduct } from "../../../tests/reliability/support/real-product.ts";
import type { Scenario } from "../../contract/index.ts";
import { runScenario } from "./run-scenario.ts";
import { parcelSteps, writeParcels } from "./tests/parcels.ts";

const folder = writeParcels();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const product = openRealProduct({ moreMetadata: [folder] });

let lots = 0;
/** Plays the steps after the parcels of a lot of their own; `LOT` in a step stands for its name. */
async function play(...steps: readonly object[]) {
  const lot = `lot ${++lots}`;
  const own = JSON.parse(JSON.stringify(steps).replaceAll("LOT", lot)) as Scenario["steps"];
  const scenario: Scenario = { scenario: lot, today: "2026-03-15", steps: [...parcelSteps(lot), ...own] };
  return runScenario(product.perfex, product.organization("company"), scenario);
}
const BEFORE = parcelSteps("").length;

const loads = (parts: object) => ({ report: "loads", with: { lot: "LOT" }, ...parts });
const NORTH = { depot: "North LOT", weight: "5" };
const SOUTH = { depot: "South LOT", weight: "7" };
const thing = (index: number, weight: string) => ({ depot: "North LOT", what: `thing ${index}`, weight });
const draft = { create: "parcel", as: "draft", values: { label: "draft", lot: "LOT", depot: "$north", lines: [] } };

describe("a scenario goes as told", () => {
  test("where all it expects is so", async () => {
    const failure = await play(
      { find: "depot", as: "found", where: { name: "South LOT" } },
      { expect: "$found", values: { name: "South LOT" } },
      { expect: "$light", values: { weight: "5.00", depot: "North LOT", note: null, lines: [{ weight: 2 }, {}] } },
      { entries: "$light", ledger: "load", are: [thing(2, "3"), thing(1, "2")] },
      loads({ rows: [NORTH, SOUTH], totals: { weight: "12" } }),
      { report: "loads", with: { depot: "North LOT" }, rows: [NORTH] },
      { call: "parcels.weigh", with: { weights: ["1", "3"] }, returns: { heaviest: "3", all: ["1", "3"] } },
      draft,
      { delete: "$light", fails: "DOCUMENT_NOT_DRAFT" },
      { update: "$draft", by: "viewer", values: { note: "x" }, fails: "ACCESS_DENIED" },
    );
    expect(failure).toBeNull();
  });
});

/** What was expected, and what must be told of it. */
type Wrong = readonly [what: string, steps: readonly object[], told: RegExp];

const expectLight = (values: object) => [{ expect: "$light", values }];
const entriesAre = (...are: object[]) => [{ entries: "$light", ledger: "load", are }];
const rowsAre = (...rows: object[]) => [loads({ rows })];

const WRONG: readonly Wrong[] = [
  ["a value that is another", expectLight({ weight: "5.01" }), /weight: expected "5.01", is "5(\.00)?"/],
  ["a value where there is none", expectLight({ note: "fragile" }), /note: expected "fragile", is null/],
  ["none where there is a value", expectLight({ label: null }), /label: expected null, is "light lot/],
  ["none of a field that does not exist", expectLight({ nota: null }), /nota: .*nothing of this name/],
  ["a column that does not exist", expectLight({ lines: [{ wait: null }, {}] }), /lines\[1\]\.wait: .*nothing/],
  ["one line less", expectLight({ lines: [{}] }), /lines\.length: expected 1, is 2/],
  ["one line more", expectLight({ lines: [{}, {}, {}] }), /lines\.length: expected 3, is 2/],
  ["lines in another order", expectLight({ lines: [{ weight: "3" }, { weight: "2" }] }), /lines\[1\]\.weight/],
  ["another link", expectLight({ depot: "South LOT" }), /depot: expected "South lot/],
  ["a link to nothing", expectLight({ depot: "West LOT" }), /depot: expected "West lot/],

  ["one entry less", entriesAre(thing(1, "2")), /there and not expected:.*"what":"thing 2"/s],
  ["no entry", entriesAre(), /there and not expected:.*thing 1.*thing 2/s],
  ["one entry more", entriesAre(thing(1, "2"), thing(2, "3"), thing(2, "3")), /expected and not there:.*thing 2/s],
  ["another measure", entriesAre(thing(1, "2"), thing(2, "4")), /weight: expected "4", is "3(\.00)?"/],
  ["another dimension", entriesAre(thing(1, "2"), { ...thing(2, "3"), depot: "South LOT" }), /depot: expected "South/],
  ["a dimension that does not exist", entriesAre(thing(1, "2"), { place: null }), /place: .*nothing of this name/],
  ["entries of what made none", [draft, { entries: "$draft", ledger: "load", are: [{}] }], /expected and not there/],

  ["one row less", rowsAre(NORTH), /there and not expected:.*"South lot/s],
  ["no row", rowsAre(), /there and not expected:.*"North lot.*"South lot/s],
  ["one row more", rowsAre(NORTH, SOUTH, SOUTH), /expected and not there:.*"South lot/s],
  ["rows in another order", rowsAre(SOUTH, NORTH), /in another order/],
  ["another figure", rowsAre(NORTH, { ...SOUTH, weight: "8" }), /weight: expected "8", is "7(\.00)?"/],
  ["a column that a report has not", rowsAre(NORTH, { ...SOUTH, wait: null }), /wait: .*nothing of this name/],
  ["another total", [loads({ totals: { weight: "13" } })], /totals\.weight: expected "13", is "12(\.00)?"/],
  ["a total there is not", [loads({ totals: { wait: null } })], /totals\.wait: .*nothing of this name/],
  [
    "another figure of a group",
    [loads({ groups: [{ totals: { weight: "5" } }, { totals: { weight: "8" } }] })],
    /groups\[2\]\.totals\.weight: expected "8", is "7(\.00)?"/,
  ],
  ["one group less", [loads({ groups: [{}] })], /groups\.length: expected 1, is 2/],
  ["a parameter there is not", [{ report: "loads", with: { lott: "LOT" }, rows: [] }], /REPORT_PARAMETER_UNKNOWN/],
  ["rows of somebody unknown", [{ report: "loads", with: { depot: "West" }, rows: [] }], /REPORT_PARAMETER_INVALID/],

  [
    "another output",
    [{ call: "weigh", with: { weights: ["3"] }, returns: { heaviest: "4" } }],
    /heaviest: expected "4"/,
  ],
  ["an output there is not", [{ call: "weigh", with: { weights: ["3"] }, returns: { best: null } }], /best: .*nothing/],
  [
    "a shorter list",
    [{ call: "weigh", with: { weights: ["3"] }, returns: { all: [] } }],
    /all\.length: expected 0, is 1/,
  ],
  ["an input that is refused", [{ call: "weigh", with: { weights: 3 }, returns: {} }], /FUNCTION_INPUT_INVALID/],

  ["a refusal that does not come", [{ ...draft, fails: "ACCESS_DENIED" }], /failed with ACCESS_DENIED, but succeeded/],
  [
    "a refusal of a report that is answered",
    [loads({ fails: "REPORT_DENIED" })],
    /failed with REPORT_DENIED, but succeeded/,
  ],
  [
    "a refusal for another reason",
    [{ delete: "$light", fails: "ACCESS_DENIED" }],
    /failed with ACCESS_DENIED, but: .*\[DOCUMENT_NOT_DRAFT\]/,
  ],
  ["success of what is refused", [{ delete: "$light" }], /\[DOCUMENT_NOT_DRAFT\]/],
  ["a field to be set that does not exist", [{ update: "$light", values: { nota: "x" } }], /nota.*\[FIELD_UNKNOWN\]/],
  ["a document nobody made", [{ find: "depot", as: "west", where: { name: "West LOT" } }], /found nothing/],
  ["one document of several", [{ find: "parcel", as: "one", where: { lot: "LOT" } }], /found more than one/],
];

describe("a scenario that expects", () => {
  test.each(WRONG)("%s fails and says so", async (_what, steps, told) => {
    const failure = await play(...steps);
    expect(failure?.step).toBe(BEFORE + steps.length);
    expect(failure?.reason).toMatch(told);
  });
});

/** Mistakes in the telling: a step that would be passed over, or fail for a reason of its own. */
const MISTAKES: readonly Wrong[] = [
  ["a verb", [{ expects: "$light", values: { weight: "5" } }], /SCHEMA_PROPERTY_ONE_OF/],
  ["two verbs", [{ expect: "$light", values: { weight: "5" }, submit: "$light" }], /SCHEMA_PROPERTY_UNKNOWN/],
  ["what a step tells", [loads({ row: [] })], /SCHEMA_PROPERTY_UNKNOWN/],
  ["a refusal of the date", [{ today: "2026-03-16", fails: "DATE_INVALID" }], /SCHEMA_PROPERTY_UNKNOWN/],
  ["a document", [{ expect: "$ligth", values: { weight: "5" } }], /\$light.*METADATA_STEP_DOCUMENT_UNKNOWN/],
  ["a doctype", [{ create: "parcell", values: {}, fails: "ACCESS_DENIED" }], /parcel.*METADATA_DOCTYPE_UNKNOWN/],
  ["a report", [{ report: "load", rows: [], fails: "REPORT_DENIED" }], /loads.*METADATA_REPORT_UNKNOWN/],
  ["a function", [{ call: "wei", with: {}, returns: {} }], /METADATA_FUNCTION_UNKNOWN/],
  ["a ledger", [{ entries: "$light", ledger: "loads", are: [] }], /load.*METADATA_LEDGER_UNKNOWN/],
  ["a role", [{ delete: "$light", by: "viewr", fails: "ACCESS_DENIED" }], /viewer.*METADATA_ROLE_UNKNOWN/],
  ["an error code", [{ delete: "$light", fails: "DOCUMENT_NOT_DRAFTED" }], /METADATA_ERROR_CODE_UNKNOWN/],
];

describe("a scenario that misspells", () => {
  test.each(MISTAKES)("%s is not begun", async (_what, steps, told) => {
    const failure = await play(...steps);
    expect(failure?.step).toBe(BEFORE + 1);
    expect(failure?.reason).toMatch(told);
  });
});
