import type { Documents } from "../../documents/index.ts";
import type { PrintsPort } from "../../http/index.ts";
import { mustExist } from "../../kernel/index.ts";
import {
  createPdfRenderer,
  createTemplateRenderer,
  type PrintPorts,
  printHtml,
  printPdf,
} from "../../reports/index.ts";

export interface Prints extends PrintsPort {
  close(): Promise<void>;
}

/** Print-outs; the browser and the templates' thread start with the first one. */
export function createPrints(documents: Documents): Prints {
  const [templates, pdf] = [createTemplateRenderer(), createPdfRenderer()];
  const ports: PrintPorts = { documents, templates, pdf };
  return {
    async print(ctx, id, document, format, language) {
      const print = mustExist(ctx.registry.prints.get(id), `print ${id}`);
      if (format === "html") {
        const { html, fileName } = await printHtml(ports, ctx, print, document, language);
        return { fileName: `${fileName}.html`, contentType: "text/html; charset=utf-8", bytes: Buffer.from(html) };
      }
      const { bytes, fileName } = await printPdf(ports, ctx, print, document, language);
      return { fileName: `${fileName}.pdf`, contentType: "application/pdf", bytes };
    },
    async close() {
      await Promise.all([templates.close(), pdf.close()]);
    },
  };
}
