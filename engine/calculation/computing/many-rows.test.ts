import { expect, test } from "@jest/globals";
import { libraryMetadata } from "../../documents/tests/library-metadata.ts";
import { STEPS_AT_ONCE } from "../../kernel/index.ts";
import { resolveRegistry } from "../../registry/index.ts";
import type { JsonValue, Members } from "../document.ts";
import { collectLinkIds } from "../links/linked-documents.ts";
import { planComputing } from "../links/plan-links.ts";
import { computeInPortions, computeValues } from "./compute-values.ts";
import { createEnvironmentFactory } from "./environment-factory.ts";

const metadata = libraryMetadata();
const registry = resolveRegistry(metadata);
const doctype = registry.doctype("loan");
const ROWS = 3_000;

function request(rows: number) {
  const lines = Array.from({ length: rows }, (_, index) => ({ id: `${index}`, quantity: "2", rate: "1.50" }));
  const typed = { id: "x", currency: "EUR", lines } as unknown as Members;
  const links = { byDoctype: new Map(), asked: collectLinkIds(doctype, typed), singles: new Map() };
  const surroundings = {
    user: { id: "u", email: "u", roles: [] },
    today: "2026-01-01",
    now: "2026-01-01T00:00:00Z",
    timeZone: "UTC",
  };
  const factory = createEnvironmentFactory({ ...surroundings, currency: "EUR" }, links);
  return { doctype, typed, stored: null, links, plan: planComputing(registry.doctypes, doctype), factory };
}

const netTotal = ({ document }: { readonly document: Members }): JsonValue | undefined => document["net_total"];

test("the more rows a document has, the more often computing it lets others come, and it comes to the same", () => {
  const work = computeInPortions(request(ROWS));
  const portions: number[] = [];
  let turn = work.next();
  for (; !turn.done; turn = work.next()) portions.push(turn.value);
  expect(Math.max(...portions)).toBeLessThanOrEqual(STEPS_AT_ONCE);
  // Every formula of a line goes over every line.
  const columns = doctype.compiled.computations.filter((step) => step.kind === "field" || step.kind === "column");
  expect(portions.reduce((sum, steps) => sum + steps)).toBeGreaterThan(ROWS * columns.length);
  expect(netTotal(turn.value)).toBe("9000.00");
  expect(netTotal(computeValues(request(ROWS)))).toBe("9000.00");
});
