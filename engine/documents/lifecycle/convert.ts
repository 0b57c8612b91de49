import {
  collectLinkIds,
  type DocumentView,
  documentView,
  type EnvironmentFactory,
  fieldIndex,
  isSubmittable,
  jsonOf,
  planReads,
} from "../../calculation/index.ts";
import type { Connection } from "../../database/index.ts";
import { type Decimal, fail, mustExist, newId, parseDecimal } from "../../kernel/index.ts";
import type { CompiledExpression, ResolvedConversion, ResolvedDoctype } from "../../registry/index.ts";
import { mayKnow } from "../access/may-know.ts";
import type { ConvertedLines } from "../conversions/converted-lines.ts";
import { isMoreThanLeft } from "../conversions/quantity-left.ts";
import { lineConversion, loadRemaining } from "../conversions/remaining.ts";
import { loadLinkedRecords } from "../linking/linked-records.ts";
import { requestEnvironment } from "../linking/request-environment.ts";
import { addressable, type Engine } from "../run/engine.ts";
import { claimOf } from "../run/idempotency.ts";
import type { WriteRequest } from "../run/write-request.ts";
import { loadVisible } from "../stored/load-stored.ts";
import type {
  ConversionOffer,
  Document,
  DocumentRow,
  DocumentValues,
  JsonValue,
  RemainingLine,
  RequestContext,
} from "../types.ts";
import { answerMade } from "./answer.ts";
import { createFrom, createRequest } from "./create.ts";

export interface ConvertOptions {
  /** Only these source lines, whole or in part; every line with something left unless told. */
  readonly lines?: readonly { readonly line: string; readonly quantity?: string }[];
  readonly idempotencyKey?: string;
}

/** A source document with what a conversion's expressions read. */
interface Source {
  readonly conversion: ResolvedConversion;
  readonly doctype: ResolvedDoctype;
  readonly document: Document;
  readonly view: DocumentView;
  readonly environments: EnvironmentFactory;
}

/** One row of the target, with the source row it comes from. */
interface ConvertedRow {
  readonly source: string;
  readonly quantity: Decimal;
  readonly values: DocumentValues;
}

/** Creates the draft of the target. Raises CONVERSION_NOT_OFFERED, CONVERSION_NOTHING_LEFT, CONVERSION_EXCEEDS_REMAINING. */
export async function convertDocument(
  engine: Engine,
  ctx: RequestContext,
  conversionId: string,
  sourceId: string,
  options: ConvertOptions = {},
): Promise<Document> {
  const conversion = conversionOf(ctx, conversionId);
  ctx.access.assertCan(conversion.to, "create");
  const id = newId();
  const asked = ["convert", conversionId, sourceId, options.lines ?? null];
  const target = ctx.registry.doctype(conversion.to);
  const claim = claimOf(options.idempotencyKey, asked, target.id, id);
  return answerMade(ctx, target, claim, async () => {
    const { values, converts } = await convertedFrom(ctx, conversion, sourceId, options);
    const request: WriteRequest = {
      ...createRequest(ctx, target, false),
      verb: "convert",
      origin: "engine",
      converts,
      claim,
    };
    return createFrom(engine, request, id, values);
  });
}

/** What the source has left, as values of the target. */
async function convertedFrom(
  ctx: RequestContext,
  conversion: ResolvedConversion,
  sourceId: string,
  options: ConvertOptions,
): Promise<{ readonly values: DocumentValues; readonly converts: ConvertedLines }> {
  const { values, rows } = await ctx.db.read(ctx.organization, async (connection) => {
    const source = await loadSource(ctx, connection, conversion, sourceId);
    if (!isLive(source) || !meetsCondition(source)) fail("CONVERSION_NOT_OFFERED");
    const converted = conversion.lines ? await convertRows(ctx, connection, source, options) : [];
    return { values: convertedValues(ctx.registry.doctype(conversion.to), source, converted), rows: converted };
  });
  const lines = rows.map(({ source, quantity }) => ({ line: source, quantity: quantity.toFixed() }));
  return { values, converts: { conversion, source: sourceId, lines } };
}

function conversionOf({ registry }: RequestContext, id: string): ResolvedConversion {
  return registry.conversions.get(id) ?? fail("CONVERSION_UNKNOWN", { conversion: id });
}

async function loadSource(
  ctx: RequestContext,
  connection: Connection,
  conversion: ResolvedConversion,
  id: string,
): Promise<Source> {
  const doctype = addressable(ctx.registry, conversion.from);
  const document = await loadVisible(ctx, connection, doctype, id);
  const plan = planReads(ctx.registry.doctypes, doctype, [conversion.compiled]);
  const links = await loadLinkedRecords(connection, ctx.registry, plan, collectLinkIds(doctype, document));
  const environments = requestEnvironment(ctx, links);
  return { conversion, doctype, document, view: documentView(doctype, document, links), environments };
}

/** Only live sources convert: submitted ones, where documents are submitted. */
const isLive = ({ doctype, document }: Source): boolean =>
  !isSubmittable(doctype) || document.docstatus === "submitted";

function meetsCondition({ conversion, view, environments }: Source): boolean {
  const { when } = conversion.compiled;
  return !when || when.evaluate(environments({ document: view })) === true;
}

/** A condition the person may not know is left to the conversion itself. */
function isOffered(ctx: RequestContext, source: Source): boolean {
  const { when } = source.conversion.compiled;
  if (!isLive(source)) return false;
  return (when && !mayKnow(ctx, source.doctype, when)) || meetsCondition(source);
}

/** Conversions open to this principal from the document as it is. */
export async function offeredConversions(
  ctx: RequestContext,
  doctypeId: string,
  id: string,
): Promise<readonly ConversionOffer[]> {
  ctx.access.assertCan(doctypeId, "read");
  const conversions = ctx.registry.conversionsFrom(doctypeId).filter(({ to }) => ctx.access.can(to, "create"));
  if (conversions.length === 0) return [];
  return ctx.db.read(ctx.organization, async (connection) => {
    const offers: ConversionOffer[] = [];
    for (const conversion of conversions) {
      const source = await loadSource(ctx, connection, conversion, id);
      if (!isOffered(ctx, source)) continue;
      const lines = lineConversion(ctx.registry, conversion);
      const left = lines && (await loadRemaining(connection, lines, id));
      if (left?.every(({ remaining }) => parseDecimal(remaining).isZero())) continue;
      offers.push({ conversion: conversion.id, to: conversion.to, label: conversion.label });
    }
    return offers;
  });
}

export async function remainingLines(
  ctx: RequestContext,
  conversionId: string,
  sourceId: string,
): Promise<readonly RemainingLine[]> {
  const conversion = conversionOf(ctx, conversionId);
  const lines = lineConversion(ctx.registry, conversion);
  const doctype = addressable(ctx.registry, conversion.from);
  return ctx.db.read(ctx.organization, async (connection) => {
    await loadVisible(ctx, connection, doctype, sourceId);
    return lines ? loadRemaining(connection, lines, sourceId) : [];
  });
}

async function convertRows(
  ctx: RequestContext,
  connection: Connection,
  source: Source,
  { lines: wanted }: ConvertOptions,
): Promise<readonly ConvertedRow[]> {
  const { conversion, document, view, environments } = source;
  const declared = conversion.lines!;
  const { where } = conversion.compiled.lines!;
  const lines = mustExist(lineConversion(ctx.registry, conversion), "the lines of a conversion");
  const left = await loadRemaining(connection, lines, document.id);
  const remaining = new Map(left.map((line) => [line.line, parseDecimal(line.remaining)]));
  const unknown = wanted?.findIndex(({ line }) => !remaining.has(line)) ?? -1;
  if (unknown >= 0) fail("CONVERSION_LINE_UNKNOWN", {}, { pointer: `/lines/${unknown}/line` });
  const asked = wanted && new Map(wanted.map((line, index) => [line.line, { ...line, index }] as const).reverse());
  const sourceRows = (document[declared.from] ?? []) as readonly DocumentRow[];
  const rows = sourceRows.flatMap((row, index): readonly ConvertedRow[] => {
    const line = (view[declared.from] as readonly DocumentView[])[index]!;
    if (where && where.evaluate(environments({ document: view, roots: { line } })) !== true) return [];
    const quantity = wantedQuantity(row.id, remaining, asked);
    if (!quantity) return [];
    const values = evaluateAll(conversion.compiled.lines!.set, lines.targetRows, source, line);
    return [{ source: row.id, quantity, values: { ...values, [declared.quantity]: quantity.toFixed() } }];
  });
  return rows.length > 0 ? rows : fail("CONVERSION_NOTHING_LEFT");
}

type AskedLine = NonNullable<ConvertOptions["lines"]>[number] & { readonly index: number };

/** Everything left, or the part asked for; null when nothing is. */
function wantedQuantity(
  row: string,
  remaining: ReadonlyMap<string, Decimal>,
  asked: ReadonlyMap<string, AskedLine> | undefined,
): Decimal | null {
  const left = remaining.get(row);
  const line = asked?.get(row);
  if (!left || (asked && !line)) return null;
  const quantity = line?.quantity === undefined ? left : parseDecimal(line.quantity);
  if (isMoreThanLeft(quantity, left)) {
    const params = { quantity: quantity.toFixed(), remaining: left.toFixed() };
    fail("CONVERSION_EXCEEDS_REMAINING", params, { pointer: `/lines/${line?.index ?? 0}/quantity` });
  }
  return quantity.isZero() ? null : quantity;
}

function convertedValues(target: ResolvedDoctype, source: Source, rows: readonly ConvertedRow[]): DocumentValues {
  const { conversion } = source;
  const header = evaluateAll(conversion.compiled.set, target, source, null);
  return conversion.lines ? { ...header, [conversion.lines.to]: rows.map(({ values }) => values) } : header;
}

function evaluateAll(
  set: Readonly<Record<string, CompiledExpression>>,
  target: ResolvedDoctype,
  { view, environments }: Source,
  line: DocumentView | null,
): DocumentValues {
  const environment = environments({ document: view, ...(line ? { roots: { line } } : {}) });
  const values = Object.entries(set).map(([name, expression]) => [
    name,
    jsonOf(fieldIndex(target).byId.get(name), expression.evaluate(environment)),
  ]);
  return Object.fromEntries(values.filter(([, value]) => value !== null)) as Record<string, JsonValue>;
}
