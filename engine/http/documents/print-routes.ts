import { contentDisposition, type Documents } from "../../documents/index.ts";
import { fail, type Language } from "../../kernel/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";
import { type Answer, json } from "../exchange/answer.ts";
import type { PrintsPort } from "../ports.ts";
import { type MemberCall, pathParam } from "../routing/call.ts";
import type { Gate } from "../routing/gate.ts";
import { media, type Route, route } from "../routing/route.ts";
import { documentId, GET_PATH } from "./document-routes.ts";
import { printQuery, ticketedPrintQuery } from "./relation-schemas.ts";
import { addressFor, type Tickets, ticketedAddress } from "./ticketed-address.ts";

export interface PrintPorts {
  readonly documents: Documents;
  readonly prints: PrintsPort;
  readonly people: Tickets;
}

const isPrinted = ({ id }: ResolvedDoctype, registry: Registry) => registry.printsOf(id).length > 0;

/** Print-outs of a document, for programs with their token and for a browser's tab with a ticket in its address. */
export function printRoutes(gate: Gate, ports: PrintPorts): readonly Route[] {
  const path = `${GET_PATH}/prints/:file`;
  const answers = { 200: media("application/pdf", "text/html") };
  return [
    route({
      method: "GET",
      path,
      access: gate.action("print"),
      limit: "heavy",
      summary: { fr: "Imprimer (.pdf ou .html)", en: "Print (.pdf or .html)" },
      query: printQuery,
      answers,
      appliesTo: isPrinted,
      handle: (call, _body, { language }) => printed(ports.prints, call, language ?? null),
    }),
    route({
      method: "POST",
      path: `${path}/address`,
      access: gate.action("print"),
      summary: {
        fr: "Adresse de l'impression, à ouvrir dans un onglet pendant quelques minutes",
        en: "Address of the print-out, to be opened in a tab for some minutes",
      },
      answers: { 200: ticketedAddress },
      appliesTo: isPrinted,
      handle: async (call) => json({ address: await addressOf(ports, call) }),
    }),
    route({
      method: "GET",
      path: `${path}/:name`,
      access: gate.ticket("print"),
      limit: "heavy",
      summary: { fr: "Ouvrir l'impression par son adresse", en: "Open the print-out by its address" },
      query: ticketedPrintQuery,
      answers,
      appliesTo: isPrinted,
      handle: (call, _body, { language }) => printed(ports.prints, call, language ?? null),
    }),
  ];
}

async function addressOf({ documents, people }: PrintPorts, call: MemberCall): Promise<string> {
  const { print, format } = wantedPrint(call);
  const doctype = pathParam(call, "doctype");
  const { number } = await documents.get(call.ctx, doctype, documentId(call));
  const name = `${typeof number === "string" ? number : print.id}.${format}`;
  return addressFor(people, call, `/api/v1/${doctype}/${documentId(call)}/prints/${print.id}.${format}`, name);
}

/** `letter.pdf` → the print `letter` as PDF. Raises HTTP_NOT_FOUND. */
function wantedPrint(call: MemberCall) {
  const [, wanted, format] = /^([a-z][a-z0-9_]*)\.(pdf|html)$/.exec(pathParam(call, "file")) ?? [];
  const print = call.ctx.registry.printsOf(pathParam(call, "doctype")).find(({ id }) => id === wanted);
  if (!print || (format !== "pdf" && format !== "html")) return fail("HTTP_NOT_FOUND", { path: call.path });
  return { print, format } as const;
}

/** A print-out as a page of its own runs no script and loads nothing. A browser shows no PDF in a sandbox. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

async function printed(prints: PrintsPort, call: MemberCall, language: Language | null): Promise<Answer<never>> {
  const { print, format } = wantedPrint(call);
  const made = await prints.print(call.ctx, print.id, documentId(call), format, language);
  const headers = {
    "content-type": made.contentType,
    "content-disposition": contentDisposition(made.fileName, "inline"),
    "content-security-policy": format === "pdf" ? `${PAGE_POLICY}; object-src 'self'` : `${PAGE_POLICY}; sandbox`,
  };
  return { status: 200, headers, body: made.bytes };
}
