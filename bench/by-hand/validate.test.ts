import { describe, expect, test } from "@jest/globals";
import { Refusal } from "./refusal.ts";
import { assertValid, assertValidInvoice, CHANGED_PARTY, NEW_PARTY } from "./validate.ts";

const ID = "01a2282a-e117-7000-8a4e-896c04fc2137";

function refused(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.details;
    throw error;
  }
  return [];
}

describe("assertValid", () => {
  test("takes what is complete and right", () => {
    expect(refused(() => assertValid({ name: "Bench", email: "a@example.com", is_customer: true }, NEW_PARTY))).toEqual(
      [],
    );
  });

  test.each([
    ["what is missing", {}, "/name: required"],
    ["what nobody knows", { name: "A", colour: "red" }, "/colour: unknown"],
    ["names every object has", { name: "A", constructor: "x" }, "/constructor: unknown"],
    ["another type", { name: 7 }, "/name: a text"],
    ["a text that is too long", { name: "A".repeat(201) }, "/name: at most 200 characters"],
    ["a choice that is none", { name: "A", kind: "ghost" }, "/kind: not a choice"],
    ["a malformed e-mail", { name: "A", email: "nobody" }, "/email: malformed"],
    ["no object", [], ": an object"],
  ])("refuses %s", (_what, body, problem) => {
    expect(refused(() => assertValid(body, NEW_PARTY))).toContain(problem);
  });

  test("a change needs nothing, but sets only what stands alone", () => {
    expect(refused(() => assertValid({ phone: "+33123456789" }, CHANGED_PARTY))).toEqual([]);
    expect(refused(() => assertValid({ siren: "123456789" }, CHANGED_PARTY))).toEqual(["/siren: unknown"]);
  });
});

describe("assertValidInvoice", () => {
  const invoice = (line: object) => ({ customer: ID, issue_date: "2026-03-01", lines: [line] });

  test("takes an invoice with lines", () => {
    expect(refused(() => assertValidInvoice(invoice({ item: ID, quantity: "2.5" })))).toEqual([]);
  });

  test.each([
    ["no lines", { customer: ID, lines: [] }, "/lines: at least one"],
    [
      "a day that does not exist",
      { customer: ID, issue_date: "2026-02-30x", lines: [{ item: ID }] },
      "/issue_date: a date",
    ],
    ["a quantity of nothing", invoice({ item: ID, quantity: "0" }), "/lines/0/quantity: not zero"],
    ["too many decimals", invoice({ item: ID, quantity: "0.1234" }), "/lines/0/quantity: at most 3 decimals"],
    ["a number as a number", invoice({ item: ID, quantity: 2 }), "/lines/0/quantity: a text"],
    ["what is no id", invoice({ item: "x" }), "/lines/0/item: an id"],
  ])("refuses %s", (_what, body, problem) => {
    expect(refused(() => assertValidInvoice(body))).toContain(problem);
  });
});
