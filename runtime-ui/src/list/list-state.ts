import { type FilterOperator, isFilterOperator, type View } from "../../../engine/contract/types/index.ts";
import type { Filter, ListRequest } from "../api/documents.ts";

/** One condition a person set: path, operator, value. */
export interface Condition {
  readonly path: string;
  readonly op: FilterOperator;
  readonly value?: unknown;
}

/** Everything the address of a list says. */
export interface ListState {
  readonly view: string | undefined;
  readonly search: string;
  /** Ids of the view's named filters that are on. */
  readonly chips: readonly string[];
  readonly conditions: readonly Condition[];
  readonly sort: readonly string[] | undefined;
}

function parseConditions(text: string | null): readonly Condition[] {
  if (!text) return [];
  try {
    const parsed: unknown = JSON.parse(text);
    if (!Array.isArray(parsed)) return [];
    return parsed.flatMap((item: unknown) => {
      if (!Array.isArray(item) || typeof item[0] !== "string" || !isFilterOperator(item[1])) return [];
      return [{ path: item[0], op: item[1], value: item[2] as unknown }];
    });
  } catch {
    return [];
  }
}

/** An address anybody may have written: what cannot be understood is left out. */
export function parseListState(params: URLSearchParams): ListState {
  const list = (name: string) => params.get(name)?.split(",").filter(Boolean);
  return {
    view: params.get("view") ?? undefined,
    search: params.get("q") ?? "",
    chips: list("chips") ?? [],
    conditions: parseConditions(params.get("f")),
    sort: list("sort"),
  };
}

export function writeListState(state: ListState): URLSearchParams {
  const params = new URLSearchParams();
  if (state.view) params.set("view", state.view);
  if (state.search) params.set("q", state.search);
  if (state.chips.length > 0) params.set("chips", state.chips.join(","));
  if (state.conditions.length > 0) {
    params.set("f", JSON.stringify(state.conditions.map(({ path, op, value }) => [path, op, value])));
  }
  if (state.sort?.length) params.set("sort", state.sort.join(","));
  return params;
}

export function filterOf(conditions: readonly Condition[]): Filter | undefined {
  const filters = conditions.map(({ path, op, value }): Filter => {
    // "Is not" also means documents without a value, which SQL's own comparison would leave out.
    if (op === "ne") return { not: { field: path, op: "eq", value } };
    return { field: path, op, value };
  });
  if (filters.length === 0) return undefined;
  return filters.length === 1 ? filters[0] : { and: filters };
}

/** The view's own condition and those of the named filters that are on. */
export function whereOf(view: View | undefined, chips: readonly string[] = []): readonly string[] {
  const parts = [view?.filter, ...chips.map((chip) => view?.filters?.[chip]?.filter)];
  return parts.filter((part) => part !== undefined);
}

/** The part of a list request that says which documents, and in which order. */
export function selectionOf(view: View, state: ListState): Pick<ListRequest, "filter" | "where" | "search" | "sort"> {
  return {
    filter: filterOf(state.conditions),
    where: whereOf(view, state.chips),
    search: state.search.trim() || undefined,
    sort: state.sort ?? view.sort,
  };
}

export function isNarrowed(state: ListState): boolean {
  return Boolean(state.search) || state.chips.length > 0 || state.conditions.length > 0;
}
