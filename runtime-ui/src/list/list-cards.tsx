import { Checkbox, Loader } from "@mantine/core";
import { useIntersection } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Link } from "react-router";
import type { DocumentAnswer } from "../../../engine/http/api-types.ts";
import { listDocuments } from "../api/documents.ts";
import { looksLike } from "../field-types/field-looks.ts";
import { choiceOf, fieldText, valueAt } from "../format/field-text.ts";
import { useLocalize } from "../i18n/language.ts";
import { type ColumnSpec, isNumeric, readsOf, resolveColumn, statusPath } from "../meta/columns.ts";
import { mainAmounts } from "../meta/main-amounts.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { useAddresses } from "../meta/use-addresses.ts";
import { useCameFrom } from "../meta/use-came-from.ts";
import { RowsSkeleton } from "../shared/skeletons.tsx";
import { StatusBadge } from "../shared/status-badge.tsx";
import { useTextContext } from "../shared/use-text-context.ts";
import { useChangesOf } from "../shell/changes.ts";
import classes from "./list.module.css";
import type { ListBodyProps } from "./list-frame.tsx";
import { selectionOf } from "./list-state.ts";

const PAGE_ROWS = 40;
const FIELDS_SHOWN = 4;

/** The list on a phone: a card per document, more as one scrolls. */
export function ListCards({ model, state, controls }: ListBodyProps) {
  const meta = useMeta();
  const { doctype, view, columns } = model;
  const status = statusPath(meta, doctype);
  const statusColumn = status ? resolveColumn(meta, doctype.id, status) : undefined;
  const read = statusColumn && !columns.some((column) => column.path === status) ? [...columns, statusColumn] : columns;
  const request = {
    ...selectionOf(view, state),
    ...readsOf(meta, read),
    limit: PAGE_ROWS,
  };
  const pages = useInfiniteQuery({
    queryKey: ["doctype", doctype.id, "cards", request, controls.revision],
    queryFn: ({ pageParam, signal }) =>
      listDocuments(doctype.id, { ...request, offset: pageParam, count: pageParam === 0 }, signal),
    initialPageParam: 0,
    getNextPageParam: (last, all) => (last.items.length < PAGE_ROWS ? undefined : all.length * PAGE_ROWS),
  });
  const first = pages.data?.pages[0];
  const { setCount } = controls;
  useEffect(() => {
    if (first) setCount({ total: first.total ?? first.items.length, isCapped: first.total_is_capped ?? false });
  }, [first, setCount]);
  useChangesOf(doctype.id, () => void pages.refetch());
  const { ref, entry } = useIntersection({ threshold: 0 });
  const isEndSeen = entry?.isIntersecting ?? false;
  useEffect(() => {
    if (isEndSeen && pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
  }, [isEndSeen, pages]);
  if (pages.isPending) {
    return (
      <div className={classes["skeleton"]}>
        <RowsSkeleton count={12} />
      </div>
    );
  }
  const documents = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className={classes["cards"]}>
      {documents.map((document) => (
        <DocumentCard
          key={document.id}
          document={document}
          columns={columns}
          status={statusColumn}
          controls={controls}
          doctype={doctype.id}
        />
      ))}
      <div ref={ref} className={classes["skeleton"]}>
        {pages.isFetchingNextPage && <Loader size="sm" />}
      </div>
    </div>
  );
}

interface DocumentCardProps {
  readonly document: DocumentAnswer;
  readonly columns: readonly ColumnSpec[];
  readonly status: ColumnSpec | undefined;
  readonly controls: ListBodyProps["controls"];
  readonly doctype: string;
}

/** An amount that is not nought. */
const isSomething = (value: unknown) => /[1-9]/.test(String(value ?? ""));
const isName = (column: ColumnSpec) => looksLike(column.field, "name");

function DocumentCard({ document, columns, status, controls, doctype }: DocumentCardProps) {
  const localize = useLocalize();
  const context = useTextContext();
  const to = useAddresses();
  const from = useCameFrom();
  const [first, ...rest] = columns;
  const text = (column: ColumnSpec) => fieldText(context, column.field, column.path, document);
  // A draft has no number yet: what else names it stands in its place.
  const named = [first, ...rest].find((column) => column && text(column) && isName(column));
  const { total, open, without } = mainAmounts(rest.filter(text));
  const amount = total ?? open;
  const left = total && open && isSomething(valueAt(document, open.path)) ? open : undefined;
  const shown = without
    .filter((column) => column !== total && column !== open && column !== named && column.path !== status?.path)
    .slice(0, FIELDS_SHOWN);
  const { selection, setSelection } = controls;
  const isSelected = selection.includes(document.id);
  const toggle = () =>
    setSelection(isSelected ? selection.filter((id) => id !== document.id) : [...selection, document.id]);
  const value = status && valueAt(document, status.path);
  const title = named ? text(named) : "—";
  return (
    <Link to={to.document(doctype, document.id, from)} className={classes["card"]}>
      <div className={classes["cardHead"]}>
        <span>
          {selection.length > 0 && (
            <Checkbox
              size="xs"
              mr={8}
              display="inline-block"
              aria-label={title}
              checked={isSelected}
              onChange={toggle}
              onClick={(event) => event.stopPropagation()}
            />
          )}
          {title}
        </span>
        {amount && (
          <span className={classes["cardAmount"]}>
            {text(amount)}
            {left && (
              <small>
                {localize(left.label)} {text(left)}
              </small>
            )}
          </span>
        )}
      </div>
      <div className={classes["cardFields"]}>
        {value !== undefined && value !== null && status && (
          <div>
            <StatusBadge choice={choiceOf(status.field, value)} fallback={String(value)} />
          </div>
        )}
        {shown.map((column) => (
          <div key={column.path} className={isNumeric(column.field) ? "tabular" : undefined}>
            <small>{localize(column.label)}</small>
            {text(column)}
          </div>
        ))}
      </div>
    </Link>
  );
}
