export { launchChromium } from "./chromium/launch-chromium.ts";
export { locateChromium } from "./chromium/locate-chromium.ts";
export { createPdfRenderer, type PdfRenderer } from "./pdf-renderer.ts";
export { type PrintedHtml, type PrintPorts, printHtml, printPdf } from "./print-document.ts";
export { createTemplateRenderer, type TemplateLimits, type TemplateRenderer } from "./template/template-renderer.ts";
