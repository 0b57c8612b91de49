import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "@jest/globals";
import { createTemplateRenderer } from "../../../engine/reports/printing/index.ts";
import { SAMPLE_INVOICE, SAMPLE_ORGANIZATION } from "./tests/sales-invoice-sample.ts";

const renderer = createTemplateRenderer();
afterAll(() => renderer.close());

const template = readFileSync(new URL("../templates/sales_invoice.hbs", import.meta.url), "utf8");
const textsIn = (language: string) => {
  const file = new URL(`../translations/${language}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { texts: Record<string, string> }).texts;
};

/** The text a reader sees: no markup, one kind of space. */
async function print(document: object, language = "fr", organization: object = SAMPLE_ORGANIZATION): Promise<string> {
  const data = { ...document, organization, language, currency: "EUR", texts: textsIn(language), fonts: "" };
  const html = await renderer.render("o", "sales_invoice", template, data);
  return html
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&")
    .replace(/[\s\u00a0\u202f]+/g, " ");
}

describe("a French invoice", () => {
  test("bears every mention the law asks for", async () => {
    const text = await print(SAMPLE_INVOICE);
    for (const mention of [
      "N° FA-2026-00042",
      "15 mars 2026",
      "30 avril 2026",
      "12 mars 2026",
      "Menuiserie Lafont & Fils",
      "SIREN 552100554",
      "N° TVA FR27552100554",
      "Livraison de biens et prestation de services",
      "Livré à Atelier nord",
      "Atelier Belmont, SAS au capital de 50 000 €",
      "SIRET 40483304800022",
      "RCS Lyon 404833048",
      "N° TVA FR83404833048",
      "indemnité forfaitaire de 40 €",
      "Pas d'escompte",
      "Exonération de TVA, article 261 du CGI",
    ])
      expect(text).toContain(mention);
  });

  test("shows quantities, prices, discounts, and VAT by rate", async () => {
    const text = await print(SAMPLE_INVOICE);
    for (const figure of ["4 u", "5 %", "1 861,62 €", "2 326,62 € 465,32 €", "49,00 € 2,70 €", "3 143,64 €"])
      expect(text).toContain(figure);
  });

  test("hides the discount column when nothing is discounted", async () => {
    expect(await print({ ...SAMPLE_INVOICE, discount_total: "0.00" })).not.toContain("Remise");
  });

  test("says on a draft that it is one", async () => {
    expect(await print({ ...SAMPLE_INVOICE, docstatus: "draft", number: null })).toContain("sans valeur comptable");
  });
});

test("an English invoice has its texts and terms in English", async () => {
  const text = await print(SAMPLE_INVOICE, "en");
  for (const english of ["Invoice", "45 days end of month", "Amount due €3,143.64", "fixed recovery charge of €40"])
    expect(text).toContain(english);
  expect(text).not.toContain("Facture");
});

test("a credit note names its invoice and asks for no payment", async () => {
  const { due_date: _, payment_terms: __, ...rest } = SAMPLE_INVOICE;
  const text = await print({
    ...rest,
    number: "AV-2026-00003",
    reason: "Retour",
    invoice: { number: "FA-2026-00042", issue_date: "2026-03-15" },
  });
  expect(text).toContain("Avoir N° AV-2026-00003");
  expect(text).toContain("Facture d'origine FA-2026-00042 du 15 mars 2026");
  expect(text).toContain("Net à votre crédit");
  expect(text).not.toContain("IBAN");
});

test("a Senegalese invoice shows RCCM and NINEA and francs without decimals", async () => {
  const { siren: _, siret: __, registry_city: ___, ...rest } = SAMPLE_ORGANIZATION;
  const organization = {
    ...rest,
    currency: "XOF",
    rccm: "SN-DKR-2024-B-01234",
    nif: "008765432 2G3",
    share_capital: "1000000",
  };
  const text = await print({ ...SAMPLE_INVOICE, currency_code: "XOF", grand_total: "3144" }, "fr", organization);
  expect(text).toContain("RCCM SN-DKR-2024-B-01234 · NINEA 008765432 2G3");
  expect(text).toContain("au capital de 1 000 000 F CFA");
  expect(text).toContain("Net à payer 3 144 F CFA");
});

test("a foreign currency invoice also states the VAT in the accounts' currency", async () => {
  const text = await print({ ...SAMPLE_INVOICE, currency_code: "USD" });
  expect(text).toContain("TVA en EUR");
  expect(text).toContain("465,32 €");
});

test("markup typed into a description is printed as text", async () => {
  const lines = [{ ...SAMPLE_INVOICE.lines[0], description: "<script>alert(1)</script>" }];
  expect(await print({ ...SAMPLE_INVOICE, lines })).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
});
