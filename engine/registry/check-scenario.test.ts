import { describe, expect, test } from "@jest/globals";
import { checkScenario, type KnownIds } from "./check-scenario.ts";

const IDS: Readonly<Record<string, readonly string[]>> = {
  doctype: ["book", "loan"],
  ledger: ["shelf"],
  report: ["loans_by_month"],
  conversion: ["reservation_to_loan"],
  role: ["librarian"],
  function: ["late_fee"],
};
const known: KnownIds = (kind) => IDS[kind] ?? [];
const check = (...steps: object[]) =>
  checkScenario({ scenario: "It works", steps }, "it.json", known).map(({ code, pointer, suggestion }) =>
    [code, pointer, suggestion].filter((part) => part !== undefined).join(" "),
  );
const book = { create: "book", as: "emma", values: {} };

describe("a scenario", () => {
  test("that names what exists has no finding", () => {
    expect(
      check(
        book,
        { submit: "$emma", by: "librarian" },
        { entries: "$emma", ledger: "shelf", are: [] },
        { call: "library.late_fee", with: {}, returns: {} },
        { report: "loans_by_month" },
        { submit: "$emma", fails: "METADATA_INVALID" },
      ),
    ).toEqual([]);
  });

  test.each([
    [[{ create: "boook", values: {} }], "METADATA_DOCTYPE_UNKNOWN /steps/0/create book"],
    [[book, { submit: "$ema" }], "METADATA_STEP_DOCUMENT_UNKNOWN /steps/1/submit $emma"],
    [[{ submit: "$emma" }, book], "METADATA_STEP_DOCUMENT_UNKNOWN /steps/0/submit"],
    [[book, { submit: "$emma", by: "libarian" }], "METADATA_ROLE_UNKNOWN /steps/1/by librarian"],
    [[book, { entries: "$emma", ledger: "shelv", are: [] }], "METADATA_LEDGER_UNKNOWN /steps/1/ledger shelf"],
    [[{ report: "loans_by_mont" }], "METADATA_REPORT_UNKNOWN /steps/0/report loans_by_month"],
    [[{ call: "library.late_fe", with: {}, returns: {} }], "METADATA_FUNCTION_UNKNOWN /steps/0/call late_fee"],
    [
      [book, { convert: "$emma", conversion: "reservation_to_lone", as: "loan" }],
      "METADATA_CONVERSION_UNKNOWN /steps/1/conversion reservation_to_loan",
    ],
    [[{ ...book, fails: "METADATA_INVALD" }], "METADATA_ERROR_CODE_UNKNOWN /steps/0/fails METADATA_INVALID"],
  ])("with %j is refused", (steps, expected) => {
    expect(check(...steps)).toEqual([expected]);
  });

  test("of the wrong shape is refused by its schema first", () => {
    expect(check({ creat: "book", values: {} })).toEqual(["SCHEMA_PROPERTY_ONE_OF /steps/0 create"]);
  });
});
