import {
  type ComputedValues,
  checkValues,
  collectLinkIds,
  computeValues,
  createEnvironmentFactory,
  documentView,
  type EnvironmentFactory,
  evaluateConditions,
  type LinkedDocuments,
  type Members,
} from "../../../../engine/calculation/index.ts";
import { type ErrorDetail, isPerfexError } from "../../../../engine/kernel/index.ts";
import { formConditions, type ToldCondition } from "./form-conditions.ts";
import { autoOf, filledRows, rowsOf } from "./form-rows.ts";
import { gatherLinks, gatherSettings, type LinkContext } from "./gather-links.ts";
import { nameLinks } from "./name-links.ts";
import { takeComputed } from "./take-computed.ts";
import { type TypedDocument, typedDocument } from "./typed-document.ts";
import type { FormConditions, FormModel, FormValues } from "./types.ts";

export interface ComputeContext extends LinkContext {
  readonly today: string;
  readonly now: string;
  /** The document as it is stored, null while it is new. */
  readonly stored: FormValues | null;
  /** Conditions the server told of; those that can be told here are. */
  readonly told?: readonly ToldCondition[];
}

export interface FormResult {
  readonly values: FormValues;
  readonly conditions: FormConditions;
  /** What was typed or pasted and is no value of its field: it stays as it was typed, counts as none, and stands against saving. */
  readonly unread: readonly ErrorDetail[];
  /** Something could not be computed here because a linked document cannot be read. */
  readonly needsServer: boolean;
}

/** Links are found through links at most this many times, as on the server. */
const ROUNDS_MAX = 8;

/** A form's values through the calculation, before they go back into the form. */
interface Calculation {
  readonly typed: TypedDocument;
  readonly computed: ComputedValues<LinkedDocuments>;
  readonly environments: EnvironmentFactory;
}

/** What the form shows: typed values as they were typed, computed ones from the calculation. Pure but for asking for links. */
export function computeForm(context: ComputeContext, given: FormValues): FormResult {
  const { model, links } = context;
  const { typed, computed, environments } = calculate(context, given);
  const { document, isUnread } = computed;
  const values = nameLinks(context, takeComputed(model.resolved, context.stored, given, document));
  const view = documentView(model.resolved, document, computed.links);
  const answers = evaluateConditions(model.resolved, view, environments);
  return {
    values,
    conditions: formConditions(values, answers, context.told ?? []),
    unread: typed.problems.filter(isUnreadText),
    needsServer: model.needsServer || (isUnread && !links.isLoading()),
  };
}

/** The same of other values, where nothing needs to be computed again. */
export function findUnread(context: ComputeContext, given: FormValues): readonly ErrorDetail[] {
  return typedIn(context, given).problems.filter(isUnreadText);
}

/** Other problems are told as one saves: an address is no address while it is being typed. */
const UNREAD: ReadonlySet<string> = new Set(["VALUE_TYPE", "VALUE_NOT_AN_OPTION", "LINK_NAMES_NOTHING"]);
const isUnreadText = ({ code }: ErrorDetail) => UNREAD.has(code);

/** What stands against saving, told before anything is sent. The server has the last word. */
export function checkForm(context: ComputeContext, given: FormValues): readonly ErrorDetail[] {
  const { resolved, needsServer } = context.model;
  const { typed, computed, environments } = calculate(context, asSaved(context.model, given));
  if (typed.problems.length > 0) return typed.problems;
  // Values that are not known here cannot be judged here.
  if (needsServer || computed.isUnread) return [];
  const { document, links, problems } = computed;
  const view = documentView(resolved, document, links);
  const judged = { doctype: resolved, document, stored: context.stored as Members | null, view, environments };
  try {
    return [...problems, ...checkValues({ ...judged, wasSent: () => false }, false)];
  } catch (error) {
    if (isPerfexError(error)) return problems;
    throw error;
  }
}

/** What a saving would send of the rows. */
function asSaved({ tables }: FormModel, given: FormValues): FormValues {
  const rows = Object.entries(tables).map(([id, child]) => [id, filledRows(child, rowsOf(given, id))] as const);
  return { ...given, ...Object.fromEntries(rows) };
}

function typedIn({ meta, model, stored, now }: ComputeContext, given: FormValues): TypedDocument {
  const begins = meta.workflows[model.doctype.id];
  return typedDocument({ doctype: model.resolved, stored, user: meta.user.id, now, begins }, given);
}

function calculate(context: ComputeContext, given: FormValues): Calculation {
  const { meta, model, stored, today, now } = context;
  const typed = typedIn(context, given);
  // What is stored is compared with what would be proposed for it.
  const ids = collectLinkIds(model.resolved, typed.document, ...(stored ? [stored as Members] : []));
  let links = gatherLinks(context, gatherSettings(context), ids);
  const roles = meta.roles.filter((role) => role.mine).map((role) => role.id);
  const user = { id: meta.user.id, email: meta.user.email, roles };
  const { currency, time_zone: timeZone } = meta.organization;
  const environments = createEnvironmentFactory({ user, today, now, timeZone, currency }, links);
  for (let round = 1; ; round++) {
    const computed = computeValues({
      doctype: model.resolved,
      typed: typed.document,
      stored: stored as Members | null,
      links,
      plan: model.plan,
      factory: environments,
      follows: (field, table, index) => isFollowing(given, field, table, index),
    });
    if (computed.missing.size === 0 || round === ROUNDS_MAX) return { typed, computed, environments };
    links = gatherLinks(context, computed.links, computed.missing);
  }
}

/** What nobody typed follows its default. */
function isFollowing(values: FormValues, field: string, table?: string, index?: number): boolean {
  const record = table === undefined || index === undefined ? values : rowsOf(values, table)[index];
  return record !== undefined && autoOf(record).includes(field);
}
