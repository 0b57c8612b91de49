import { ActionIcon, Button } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { CellKeyDownEvent, ColDef, ICellRendererParams } from "ag-grid-community";
import { AgGridReact } from "ag-grid-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { DocumentAnswer } from "../../../engine/http/api-types.ts";
import { listDocuments } from "../api/documents.ts";
import { looksLike } from "../field-types/field-looks.ts";
import { fieldText } from "../format/field-text.ts";
import { registerGridModules } from "../grid/grid-modules.ts";
import { gridTheme } from "../grid/grid-theme.ts";
import { leaveHeader } from "../grid/leave-header.ts";
import { useGridTexts } from "../grid/use-grid-texts.ts";
import { useLocalize } from "../i18n/language.ts";
import type { ListBodyProps } from "../list/list-frame.tsx";
import { selectionOf } from "../list/list-state.ts";
import { type ColumnSpec, isNumeric, readsOf } from "../meta/columns.ts";
import { useAddresses } from "../meta/use-addresses.ts";
import { useCameFrom } from "../meta/use-came-from.ts";
import { FieldValue } from "../shared/field-value.tsx";
import { matchesWords } from "../shared/match-words.ts";
import { ProblemState } from "../shared/problem-state.tsx";
import { RowsSkeleton } from "../shared/skeletons.tsx";
import { useTextContext } from "../shared/use-text-context.ts";
import classes from "./tree.module.css";
import { buildTree, keptIds, type TreeRow, visibleRows } from "./tree-rows.ts";

registerGridModules();

const PAGE = 1_000;
const ROWS_MAX = 10_000;

async function loadAll(doctype: string, request: Parameters<typeof listDocuments>[1], signal: AbortSignal) {
  const items: DocumentAnswer[] = [];
  while (items.length < ROWS_MAX) {
    const page = await listDocuments(doctype, { ...request, limit: PAGE, offset: items.length }, signal);
    items.push(...page.items);
    if (page.items.length < PAGE) break;
  }
  return items;
}

/** Documents below their parents, e.g. a chart of accounts. The search keeps what matches and the way to it. */
export function TreeGrid({ model, state, controls }: ListBodyProps) {
  const { doctype, view, columns } = model;
  const { t } = useTranslation();
  const localize = useLocalize();
  const navigate = useNavigate();
  const to = useAddresses();
  const from = useCameFrom();
  const context = useTextContext();
  const gridTexts = useGridTexts();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const parentField = doctype.tree ?? "";
  const { search: _, ...selection } = selectionOf(view, state);
  const reads = readsOf(context.meta, columns);
  const request = {
    ...selection,
    fields: [...reads.fields, parentField],
    expand: reads.expand,
  };
  const list = useQuery({
    queryKey: ["doctype", doctype.id, "tree", request, controls.revision],
    queryFn: ({ signal }) => loadAll(doctype.id, request, signal),
  });
  const tree = useMemo(() => buildTree(list.data ?? [], parentField), [list.data, parentField]);
  const kept = useMemo(() => {
    if (!state.search) return null;
    const textOf = (document: DocumentAnswer) =>
      columns.map((column) => fieldText(context, column.field, column.path, document)).join(" ");
    return keptIds(tree, parentField, (document) => matchesWords(textOf(document), state.search));
  }, [tree, state.search, columns, context, parentField]);
  const rows = useMemo(() => visibleRows(tree, open, kept), [tree, open, kept]);
  const { setCount } = controls;
  const total = kept ? kept.size : tree.documents.size;
  useEffect(() => {
    if (list.isSuccess) setCount({ total, isCapped: total >= ROWS_MAX });
  }, [list.isSuccess, total, setCount]);
  const toggle = (id: string, isOpen?: boolean) =>
    setOpen((current) => {
      const next = new Set(current);
      const shouldOpen = isOpen ?? !next.has(id);
      if (shouldOpen) next.add(id);
      else next.delete(id);
      return next;
    });
  // biome-ignore lint/correctness/useExhaustiveDependencies: toggle only calls the state's setter
  const definitions = useMemo(
    () =>
      columns.map((column, index) =>
        definition(column, index === 0, localize, toggle, (id) => to.document(doctype.id, id, from)),
      ),
    [columns, localize, doctype.id, to, from],
  );
  const onKey = ({ event, node }: CellKeyDownEvent<TreeRow>) => {
    const key = (event as KeyboardEvent | null)?.key;
    if (!node.data) return;
    if (key === "Enter") navigate(to.document(doctype.id, node.data.id, from));
    if (key === "+" || key === "-") toggle(node.data.id, key === "+");
  };
  if (list.isError) return <ProblemState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) {
    return (
      <div className={classes["skeleton"]}>
        <RowsSkeleton count={14} />
      </div>
    );
  }
  return (
    <div className={classes["frame"]}>
      <div className={classes["bar"]}>
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setOpen(new Set(tree.children.keys()))}>
          {t("list.expandAll")}
        </Button>
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setOpen(new Set())}>
          {t("list.collapseAll")}
        </Button>
      </div>
      <div className={classes["grid"]}>
        <AgGridReact<TreeRow>
          theme={gridTheme}
          key={gridTexts.key}
          localeText={gridTexts.localeText}
          tabToNextHeader={leaveHeader}
          columnDefs={definitions}
          defaultColDef={{ sortable: false, resizable: true, suppressHeaderMenuButton: true }}
          rowData={rows as TreeRow[]}
          getRowId={({ data }) => data.id}
          onCellKeyDown={(event) => onKey(event as CellKeyDownEvent<TreeRow>)}
          onRowDoubleClicked={({ data }) => data && navigate(to.document(doctype.id, data.id, from))}
        />
      </div>
    </div>
  );
}

function definition(
  column: ColumnSpec,
  isFirst: boolean,
  localize: ReturnType<typeof useLocalize>,
  onToggle: (id: string) => void,
  addressOf: (id: string) => string,
): ColDef<TreeRow> {
  const isNarrow = looksLike(column.field, "narrow");
  return {
    colId: column.path,
    headerName: localize(column.label),
    type: isNumeric(column.field) ? "rightAligned" : undefined,
    ...(isFirst ? { width: 220 } : isNarrow ? { width: 150 } : { flex: 1, minWidth: 180 }),
    cellRenderer: isFirst ? BranchCell : ValueCell,
    cellRendererParams: { column, onToggle, addressOf },
  };
}

interface CellParams {
  readonly column: ColumnSpec;
  readonly onToggle: (id: string) => void;
  readonly addressOf: (id: string) => string;
}

function BranchCell({ data, column, onToggle, addressOf }: ICellRendererParams<TreeRow> & CellParams) {
  const { t } = useTranslation();
  if (!data) return null;
  return (
    <span className={classes["branch"]} style={{ paddingLeft: data.depth * 18 }}>
      {data.hasChildren ? (
        <ActionIcon
          size="xs"
          tabIndex={-1}
          aria-expanded={data.isOpen}
          aria-label={t(data.isOpen ? "list.collapseRow" : "list.expandRow")}
          onClick={() => onToggle(data.id)}
        >
          <IconChevronRight size={14} data-open={data.isOpen || undefined} />
        </ActionIcon>
      ) : (
        <span className={classes["leaf"]} />
      )}
      <Link to={addressOf(data.id)} tabIndex={-1} className={classes["link"]}>
        <FieldValue field={column.field} path={column.path} document={data.document} />
      </Link>
    </span>
  );
}

function ValueCell({ data, column }: ICellRendererParams<TreeRow> & CellParams) {
  return data ? <FieldValue field={column.field} path={column.path} document={data.document} /> : null;
}
