import type { DocumentAnswer, ListAnswer, MetaAnswer } from "../../../engine/http/api-types.ts";
import { newId } from "../../../engine/kernel/index.ts";
import { type Filter, type ListRequest, listDocuments } from "../api/documents.ts";
import { currencyColumn } from "../meta/columns.ts";
import type { ListModel } from "./use-list-model.ts";

/** Beyond, a list is told apart by a filter rather than at its foot. */
const CURRENCIES_MAX = 6;

type TotalsModel = Pick<ListModel, "doctype" | "view" | "columns">;

/**
 * The rows below a list: its totals, once for each currency that its amounts are in. Amounts of two currencies have no sum.
 * Each row has an id of its own, for a grid keeps what it drew of a row it knows.
 */
export async function totalRows(
  meta: MetaAnswer,
  model: TotalsModel,
  request: ListRequest,
  answer: ListAnswer,
  isWhole: boolean,
): Promise<DocumentAnswer[]> {
  const { totals, items } = answer;
  if (!totals || items.length === 0) return [];
  const path = currencyPath(meta, model);
  if (!path) return [rowOf(totals)];
  const shown = isWhole ? distinct(items.map((item) => item[path])) : await loadCurrencies(model, request, path);
  const [only] = shown;
  if (shown.length <= 1) return [rowOf({ ...totals, [path]: only ?? null })];
  const parts = shown.map(async (code) => {
    const part = await listDocuments(model.doctype.id, {
      ...narrowed(request, isOf(path, code)),
      fields: ["id"],
      expand: [],
      totals: model.view.totals,
      limit: 1,
    });
    return rowOf({ ...part.totals, [path]: code });
  });
  return Promise.all(parts);
}

const rowOf = (values: Readonly<Record<string, unknown>>) => ({ ...values, id: newId() }) as unknown as DocumentAnswer;

function currencyPath(meta: MetaAnswer, { view, columns }: TotalsModel): string | undefined {
  const summed = columns.filter(({ path }) => view.totals?.includes(path));
  return summed.map((column) => currencyColumn(meta, column)?.path).find((path) => path !== undefined);
}

/** Without a currency of its own an amount is in the organization's; it has no sum with others all the same. */
type Currency = string | null;

const distinct = (codes: readonly unknown[]): readonly Currency[] =>
  [...new Set(codes.map((code) => (typeof code === "string" ? code : null)))].toSorted();

const isOf = (field: string, code: Currency): Filter =>
  code === null ? { field, op: "is_null", value: true } : { field, op: "eq", value: code };

const narrowed = (request: ListRequest, condition: Filter): ListRequest => ({
  ...request,
  filter: request.filter ? { and: [request.filter, condition] } : condition,
});

/** The currencies of all rows of a selection, one found after the other: there are few, and the rows may be very many. */
async function loadCurrencies(
  { doctype }: TotalsModel,
  request: ListRequest,
  path: string,
): Promise<readonly Currency[]> {
  const firstOf = async (condition: Filter) => {
    const here = narrowed(request, condition);
    const { items } = await listDocuments(doctype.id, { ...here, fields: [path], expand: [], sort: [path], limit: 1 });
    return items[0];
  };
  const known: Currency[] = (await firstOf(isOf(path, null))) ? [null] : [];
  const named: string[] = [];
  while (known.length < CURRENCIES_MAX) {
    const others: Filter[] = named.length > 0 ? [{ not: { field: path, op: "in", value: named } }] : [];
    const code = (await firstOf({ and: [{ field: path, op: "is_null", value: false }, ...others] }))?.[path];
    if (typeof code !== "string") break;
    named.push(code);
    known.push(code);
  }
  return known;
}
