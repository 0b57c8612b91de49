import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { compileListQuery, systemReadAccess } from "../../engine/database/query/index.ts";
import { type ClubDatabase, createClubDatabase } from "../../engine/database/query/tests/club-database.ts";
import { clubRegistry } from "../../engine/database/query/tests/club-registry.ts";
import type { RequestContext } from "../../engine/documents/index.ts";
import { newId } from "../../engine/kernel/index.ts";
import { exportReport, runReport } from "../../engine/reports/index.ts";
import { createPdfRenderer, createTemplateRenderer, printHtml } from "../../engine/reports/printing/index.ts";
import { requestOf } from "../../engine/reports/tests/club-season.ts";
import { formatAmount, formatMoney } from "../../runtime-ui/src/format/numbers.ts";

const label = (en: string) => ({ fr: en, en });
const money = (more: object) => ({ label: label("Money"), type: "money", ...more });

/** Is a franc whole here? Asked wherever an expression is computed outside a document. */
const WHOLE = "round_money(0.5) == 1 ? 'whole' : 'cents'";

const fees = {
  id: "fees",
  label: label("Fees"),
  kind: "summary",
  source: { doctype: "member" },
  params: { rounding: { label: label("Rounding"), type: "text", default: WHOLE } },
  where: `params.rounding == (${WHOLE})`,
  dimensions: { town: { label: label("Town"), value: "town.name" } },
  measures: {
    total: money({ aggregate: "sum", value: "fee" }),
    mean: money({ aggregate: "avg", value: "fee" }),
    third: money({ formula: "total / 3" }),
    doubled: money({ aggregate: "sum", value: "double_fee" }),
  },
  totals: true,
  drill: { report: "fees", params: { rounding: WHOLE } },
};

const everything = { actions: ["read", "print"], read_level: 9 };

const FILES = {
  "club/roles/manager": { id: "manager", label: label("Manager"), permissions: { "*": everything }, reports: ["*"] },
  "club/doctypes/organization": {
    id: "organization",
    label: label("Organization"),
    kind: "single",
    fields: { currency: { type: "text", label: label("Currency") } },
  },
  "club/doctypes/gift": {
    id: "gift",
    label: label("Gift"),
    kind: "document",
    fields: {
      currency: { type: "text", label: label("Currency") },
      price: money({ currency: "currency" }),
      half: { label: label("Half"), type: "computed", result: "money", currency: "currency", expression: "price / 2" },
    },
  },
  "club/reports/fees": fees,
  "club/prints/card": { id: "card", label: label("Card"), doctype: "member", template: "card.hbs" },
  "club/templates/card": { text: "{{money fee}}|{{money fee organization.currency}}" },
};

const registry = clubRegistry(FILES);
const [templates, pdf] = [createTemplateRenderer(), createPdfRenderer()];
const MEMBER = newId();
let club: ClubDatabase;
let ctx: RequestContext;

beforeAll(async () => {
  club = await createClubDatabase(registry, "francs");
  await club.insert("organization", [{ id: "00000000-0000-7000-8000-000000000001", currency: "XOF" }]);
  const members = ["100", "105"].map((fee, index) => ({ id: index === 0 ? MEMBER : newId(), name: "Awa", fee }));
  await club.insert("member", members);
  const gifts = [null, "XOF", "EUR", "TND"].map((currency) => ({ id: newId(), currency, price: "10.5" }));
  await club.insert("gift", gifts);
  ctx = requestOf(club, registry, "manager");
});
afterAll(async () => {
  await Promise.all([club?.drop(), templates.close(), pdf.close()]);
});

describe("an organization whose currency has no decimals sees none", () => {
  test("in the figures, totals, parameters and drill-downs of a report", async () => {
    const { rows, totals } = await runReport(ctx, "fees", {});
    const figures = { total: "205", mean: "103", third: "68", doubled: "410" };
    expect(rows).toEqual([
      expect.objectContaining({ ...figures, $drill: { report: "fees", params: { rounding: "whole" } } }),
    ]);
    expect(totals).toMatchObject({ ...figures, mean: null });
  });

  test("in what Postgres computes, unless the document is in another currency", async () => {
    const page = compileListQuery(
      registry,
      "gift",
      { fields: ["half"], sort: ["id"], limit: 9 },
      systemReadAccess(ctx.principal),
    );
    const { items } = await club.answer<{ items: { half: string }[] }>(page);
    expect(items.map(({ half }) => half)).toEqual(["5", "5", "5.25", "5.250"]);
  });

  test("in what is exported", async () => {
    const { bytes } = await exportReport(ctx, "fees", { format: "csv", language: "fr" });
    expect(new TextDecoder().decode(bytes)).not.toMatch(/\d[.,]\d/);
  });

  test("on a print, with the currency named or left out", async () => {
    const documents = { get: async () => ({ id: MEMBER, fee: "12000" }) } as never;
    const { html } = await printHtml({ documents, templates, pdf }, ctx, registry.prints.get("card")!, MEMBER, "fr");
    expect(html).toBe("12\u202f000\u00a0F\u202fCFA|12\u202f000\u00a0F\u202fCFA");
  });

  test("on the screen", async () => {
    const currency = await ctx.settings.currency();
    expect(currency).toBe("XOF");
    expect(formatMoney("12000", currency, "en")).toMatch(/^F.CFA.12,000$/);
    expect(formatAmount("12000", currency, "fr")).toBe("12\u202f000");
  });
});
