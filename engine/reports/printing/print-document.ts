import { DOCSTATUS_FIELD } from "../../contract/index.ts";
import {
  assertMay,
  type Document,
  type Documents,
  type DocumentValues,
  type RequestContext,
} from "../../documents/index.ts";
import { LANGUAGES, type Language, mustExist } from "../../kernel/index.ts";
import type { ResolvedDoctype, ResolvedPrint } from "../../registry/index.ts";
import { expandLinks } from "./expand-links.ts";
import type { PdfRenderer } from "./pdf-renderer.ts";
import { printFontsCss } from "./print-fonts.ts";
import type { TemplateRenderer } from "./template/template-renderer.ts";

export interface PrintPorts {
  readonly documents: Pick<Documents, "get" | "attachments">;
  readonly templates: TemplateRenderer;
  readonly pdf: PdfRenderer;
}

export interface PrintedHtml {
  readonly html: string;
  /** Without extension, safe as a file name. */
  readonly fileName: string;
  readonly footer: string;
}

/** Lays out one document as HTML, in the given language, else in that of its field `language`, else in the person's. Raises ACCESS_DENIED, DOCUMENT_NOT_FOUND, PRINT_*. */
export async function printHtml(
  ports: PrintPorts,
  ctx: RequestContext,
  print: ResolvedPrint,
  id: string,
  wanted: Language | null,
): Promise<PrintedHtml> {
  await assertMay(ctx, print.doctype, id, "print");
  const doctype = ctx.registry.doctype(print.doctype);
  const document = await ports.documents.get(ctx, print.doctype, id);
  const values = await expandLinks(
    ctx.registry,
    doctype,
    document as DocumentValues,
    print.expand ?? [],
    (to, linked) => ports.documents.get(ctx, to, linked),
  );
  const own = LANGUAGES.find((language) => language === values["language"]);
  const language = wanted ?? own ?? ctx.principal.language;
  const organization = (await ctx.settings.load("organization")) ?? {};
  const data = {
    ...values,
    organization: {
      ...organization,
      currency: await ctx.settings.currency(),
      time_zone: ctx.clock.timeZone,
      logo: await imageDataUri(ports, ctx, organization["logo"]),
    },
    language,
    texts: ctx.registry.texts[language],
    today: ctx.clock.today(),
    fonts: printFontsCss(),
  };
  const template = mustExist(ctx.registry.templates.get(print.compiled.template), `template ${print.template}`);
  const html = await ports.templates.render(ctx.organization.id, print.id, template.text, data);
  return { html, ...namesOf(print, doctype, document, language, String(organization["name"] ?? "")) };
}

/** What the file and the foot of its pages say: the number; of a draft, that it is one. An id is nobody's word. */
export function namesOf(
  print: Pick<ResolvedPrint, "label">,
  doctype: Pick<ResolvedDoctype, "lifecycle">,
  document: Pick<Document, "number" | "docstatus">,
  language: Language,
  organization: string,
): Pick<PrintedHtml, "fileName" | "footer"> {
  const label = print.label[language];
  const isDraft = doctype.lifecycle === "submittable" && document.docstatus === "draft";
  const number = document.number ?? (isDraft ? DOCSTATUS_FIELD.options["draft"]?.label[language] : undefined);
  return {
    fileName: safeFileName(number === undefined ? label : `${label} ${number}`),
    footer: [organization, number ?? label].filter((part) => part !== "").join(" · "),
  };
}

export async function printPdf(
  ports: PrintPorts,
  ctx: RequestContext,
  print: ResolvedPrint,
  id: string,
  language: Language | null,
): Promise<{ readonly bytes: Uint8Array; readonly fileName: string }> {
  const { html, fileName, footer } = await printHtml(ports, ctx, print, id, language);
  return { bytes: await ports.pdf.render(html, { paper: print.paper ?? "A4", footer }), fileName };
}

async function imageDataUri(ports: PrintPorts, ctx: RequestContext, attachment: unknown): Promise<string | null> {
  if (typeof attachment !== "string" || attachment === "") return null;
  const { stream, attachment: about } = await ports.documents.attachments.open(ctx, attachment);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return `data:${about.content_type};base64,${Buffer.concat(chunks).toString("base64")}`;
}

function safeFileName(name: string): string {
  return name
    .replace(/[^\p{L}\p{N} ._-]+/gu, "-")
    .trim()
    .slice(0, 120);
}
