import { afterAll, describe, expect, test } from "@jest/globals";
import { createPdfRenderer } from "./pdf-renderer.ts";
import { namesOf } from "./print-document.ts";
import { printFontsCss } from "./print-fonts.ts";
import { createTemplateRenderer } from "./template/template-renderer.ts";

const renderer = createTemplateRenderer();
const pdf = createPdfRenderer();
afterAll(async () => {
  await renderer.close();
  await pdf.close();
});

const root = { language: "fr", organization: { currency: "EUR" }, texts: { "invoice.title": "Facture" } };
const render = (template: string, data: Record<string, unknown> = {}) =>
  renderer.render("o", "test", template, { ...root, ...data });

test.each([
  ["F-1", "submitted", "fr", "Facture F-1", "Atelier · F-1"],
  [null, "draft", "fr", "Facture Brouillon", "Atelier · Brouillon"],
  [null, "draft", "en", "Invoice Draft", "Atelier · Draft"],
] as const)("a print-out numbered %s, %s in %s is called %s, and its pages %s", (number, docstatus, language, fileName, footer) => {
  const print = { label: { fr: "Facture", en: "Invoice" } };
  const document = { id: "018f0000-0000-7000-8000-00000000000a", number, docstatus };
  expect(namesOf(print, { lifecycle: "submittable" }, document, language, "Atelier")).toEqual({ fileName, footer });
  expect(namesOf(print, { lifecycle: "simple" }, { ...document, number: null }, language, "")).toEqual({
    fileName: print.label[language],
    footer: print.label[language],
  });
});

describe("templates", () => {
  test("amounts are written as French people write them, from exact digits", async () => {
    expect(await render("{{money a}}", { a: "1234567.5" })).toBe("1\u202f234\u202f567,50\u00a0€");
    expect(await render("{{money a}}", { a: "-0.005" })).toBe("-0,01\u00a0€");
    expect(await render("{{money a}}", { a: "12345678901234567890.12" })).toContain("890,12");
  });

  test("an amount without cents may be written without decimals, one with cents keeps them", async () => {
    const template = "{{money a whole=true}} {{money b 'EUR' whole=true}}";
    expect(await render(template, { a: "10000.00", b: "10000.50" })).toBe("10\u202f000\u00a0€ 10\u202f000,50\u00a0€");
  });

  test("numbers keep their digits and show at least as many decimals as asked", async () => {
    expect(await render("{{number a}} {{number a min=2}} {{number b min=2}}", { a: "549", b: "1.2345" })).toBe(
      "549 549,00 1,2345",
    );
  });

  test("a field may be called like a helper: its name alone is the field", async () => {
    const data = { number: "F-1 <b>", date: null, rows: [{ number: "2" }] };
    const template = "{{number}}|{{date}}|{{#each rows}}{{number}} {{number number min=1}}{{/each}}";
    expect(await render(template, data)).toBe("F-1 &lt;b&gt;||2 2,0");
  });

  test("a currency without decimals shows none", async () => {
    expect(await render("{{money a 'XOF'}}", { a: "12000" })).toBe("12\u202f000\u00a0F\u202fCFA");
  });

  test("the day of an instant is that of the organization's clocks, a date is one day everywhere", async () => {
    const template = "{{date at}} · {{date on}}";
    const data = { at: "2026-03-14T23:30:00.123456Z", on: "2026-03-14" };
    const inZone = (time_zone: string) => render(template, { ...data, organization: { time_zone } });
    expect(await inZone("Europe/Paris")).toBe("15 mars 2026 · 14 mars 2026");
    expect(await inZone("America/New_York")).toBe("14 mars 2026 · 14 mars 2026");
  });

  test("dates, percentages and texts follow the language", async () => {
    expect(await render("{{date d}} {{percent p}} {{t 'invoice.title'}}", { d: "2026-03-01", p: "5.50" })).toBe(
      "1 mars 2026 5,5\u00a0% Facture",
    );
    expect(await render("{{date d}} {{money a}}", { d: "2026-03-01", a: "12.3", language: "en" })).toBe(
      "1 March 2026 €12.30",
    );
  });

  test("markup in data is shown, never interpreted", async () => {
    expect(await render("{{name}}|{{multiline note}}", { name: "<script>", note: "a\n<b>" })).toBe(
      "&lt;script&gt;|a<br>&lt;b&gt;",
    );
  });

  test("prototype properties are not readable", async () => {
    expect(await render("[{{constructor.name}}{{__proto__}}{{toString}}]", {})).toBe("[]");
  });

  test("a template that does not parse is refused with the reason", async () => {
    await expect(render("{{#if a}}")).rejects.toMatchObject({ code: "PRINT_TEMPLATE_INVALID" });
  });

  test("a template that runs too long is stopped and the next one works", async () => {
    // Enough for the next one on a slow machine.
    const limited = createTemplateRenderer({ time_ms: 8_000, memory_mb: 128, html_bytes: 5_000_000 });
    const rows = Array.from({ length: 200 }, (_, i) => i);
    const loops = `${"{{#each @root.rows}}".repeat(5)}x${"{{/each}}".repeat(5)}`;
    await expect(limited.render("o", "loops", loops, { rows })).rejects.toMatchObject({
      code: expect.stringMatching(/^PRINT_(TIMEOUT|TEMPLATE_INVALID)$/),
    });
    expect(await limited.render("o", "fine", "ok", {})).toBe("ok");
    await limited.close();
  });
});

describe("PDF", () => {
  test("is made with embedded fonts, without script and without network", async () => {
    const html = `<title>T</title><style>${printFontsCss()} body{font-family:"Noto Sans"}</style>
      <p>Œuvre ₦ ₵ ɛ</p><img src="http://127.0.0.1:9/x.png"><script>document.body.innerHTML = "run"</script>`;
    const bytes = Buffer.from(await pdf.render(html, { paper: "A4", footer: "ACME" }));
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
    expect(bytes.includes("NotoSans")).toBe(true);
    expect(bytes.length).toBeGreaterThan(5_000);
  });
});
