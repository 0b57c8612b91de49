import { Button, Checkbox, Group, ScrollArea, Switch, Table, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconListCheck, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LinkField } from "../../../../engine/contract/types/index.ts";
import type { DocumentAnswer, MetaAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { listDocuments, TITLE } from "../../api/documents.ts";
import { useLocalize } from "../../i18n/language.ts";
import { linkOffer, missingInWhere, readsOfDocument } from "../../inputs/link-where.ts";
import { type ColumnSpec, isNumeric, readsOf, resolveColumn } from "../../meta/columns.ts";
import { mainAmounts } from "../../meta/main-amounts.ts";
import { useMeta } from "../../meta/meta-context.tsx";
import { documentTitle } from "../../meta/titles.ts";
import { Dialog } from "../../shared/dialog.tsx";
import { FieldValue } from "../../shared/field-value.tsx";
import { useTextContext } from "../../shared/use-text-context.ts";
import { useOpenForm } from "../form-context.ts";
import { newRow, rowsOf } from "../model/form-rows.ts";
import type { LineColumn } from "./use-line-columns.ts";

interface PickDocumentsProps {
  readonly table: string;
  readonly child: MetaDoctype;
  readonly columns: readonly LineColumn[];
}

const SHOWN_MAX = 200;
const COLUMNS_MAX = 7;

interface LinkColumn {
  readonly id: string;
  readonly field: LinkField;
}

/** Link columns whose choice depends on the document: those are chosen several at a time (open items of one party). */
function dependentLinks(columns: readonly LineColumn[]): readonly LinkColumn[] {
  return columns.flatMap(({ id, field }) =>
    field.type === "link" && readsOfDocument(field.where).length > 0 ? [{ id, field }] : [],
  );
}

/** A balance kept by a ledger: what is still open of a document. */
function openField(meta: MetaAnswer, doctype: string): string | undefined {
  const fields = Object.entries(meta.doctypes[doctype]?.fields ?? {});
  return fields.find(([, field]) => field.type === "computed" && field.balance && field.result === "money")?.[0];
}

/** One button per such column; nothing where rows do not depend on the document. */
export function PickDocuments({ table, child, columns }: PickDocumentsProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const { doctypes } = useMeta();
  const { store } = useOpenForm();
  const [picking, setPicking] = useState<LinkColumn | null>(null);
  const links = dependentLinks(columns).filter(({ field }) => doctypes[field.to]);
  return (
    <>
      {links.map((link) => {
        const missing = missingInWhere(link.field.where, store.getState().values);
        const name = localize(doctypes[link.field.to]?.plural ?? doctypes[link.field.to]?.label).toLowerCase();
        return (
          <Button
            key={link.id}
            variant="subtle"
            size="compact-sm"
            leftSection={<IconListCheck size={14} />}
            disabled={missing.length > 0}
            onClick={() => setPicking(link)}
          >
            {t("lines.pick", { name })}
          </Button>
        );
      })}
      {picking && <PickDialog table={table} child={child} link={picking} onClose={() => setPicking(null)} />}
    </>
  );
}

interface PickDialogProps {
  readonly table: string;
  readonly child: MetaDoctype;
  readonly link: LinkColumn;
  readonly onClose: () => void;
}

function PickDialog({ table, child, link, onClose }: PickDialogProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const context = useTextContext();
  const { meta } = context;
  const { store } = useOpenForm();
  const [search, setSearch] = useState("");
  const [settled] = useDebouncedValue(search.trim(), 180);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const open = openField(meta, link.field.to);
  const { offered } = link.field;
  const [isOfferedOnly, setOfferedOnly] = useState(true);
  const target = meta.doctypes[link.field.to];
  const columns = useMemo(() => pickColumns(meta, link.field.to, open), [meta, link.field.to, open]);
  const { values } = store.getState();
  const taken = new Set(rowsOf(values, table).map((row) => row[link.id]));
  const reads = readsOf(meta, columns);
  const { where, sort } = linkOffer({ ...link.field, offered: isOfferedOnly ? offered : undefined }, values);
  const request = {
    where: where === undefined ? [] : [where],
    search: settled || undefined,
    sort: sort ?? meta.views[link.field.to]?.[0]?.sort,
    fields: [TITLE, ...reads.fields],
    expand: reads.expand,
    limit: SHOWN_MAX,
  };
  const list = useQuery({
    queryKey: ["doctype", link.field.to, "pick", request],
    queryFn: ({ signal }) => listDocuments(link.field.to, request, signal),
  });
  const documents = (list.data?.items ?? []).filter((document) => !taken.has(document.id));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const add = () => {
    const picked = documents.filter((document) => chosen.has(document.id));
    const rows = picked.map((document) => {
      const title = documentTitle(context, link.field.to, document);
      return newRow(child, { [link.id]: document.id, $expanded: { [link.id]: { id: document.id, title } } });
    });
    store.setRows(table, [...rowsOf(values, table), ...rows]);
    onClose();
  };
  return (
    <Dialog onClose={onClose} size="xl" title={localize(target?.plural ?? target?.label)}>
      <Group justify="space-between" mb="sm">
        <TextInput
          size="xs"
          w={240}
          type="search"
          placeholder={t("common.search")}
          aria-label={t("common.search")}
          leftSection={<IconSearch size={14} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {offered && open && (
          <Switch
            size="xs"
            label={t("lines.openOnly", { name: localize(target?.fields[open]?.label).toLowerCase() })}
            checked={isOfferedOnly}
            onChange={(event) => setOfferedOnly(event.currentTarget.checked)}
          />
        )}
      </Group>
      <ScrollArea.Autosize mah="55vh">
        <PickTable columns={columns} documents={documents} chosen={chosen} onToggle={toggle} onAll={setChosen} />
        {list.isSuccess && documents.length === 0 && (
          <Text c="dimmed" ta="center" py="lg">
            {t("lines.nothingToPick")}
          </Text>
        )}
      </ScrollArea.Autosize>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t("common.cancel")}
        </Button>
        <Button disabled={chosen.size === 0} onClick={add}>
          {t("lines.addPicked", { count: chosen.size })}
        </Button>
      </Group>
    </Dialog>
  );
}

function pickColumns(meta: MetaAnswer, doctype: string, open: string | undefined): readonly ColumnSpec[] {
  const listed = meta.views[doctype]?.[0]?.columns ?? [];
  const paths = open && !listed.includes(open) ? [...listed, open] : listed;
  const amounts = mainAmounts(paths.flatMap((path) => resolveColumn(meta, doctype, path) ?? []));
  const main = [amounts.total, amounts.open].filter((column) => column !== undefined);
  const others = amounts.without.filter((column) => !main.includes(column));
  return [...others.slice(0, COLUMNS_MAX - main.length), ...main];
}

interface PickTableProps {
  readonly columns: readonly ColumnSpec[];
  readonly documents: readonly DocumentAnswer[];
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
  readonly onAll: (ids: ReadonlySet<string>) => void;
}

function PickTable({ columns, documents, chosen, onToggle, onAll }: PickTableProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const isAll = documents.length > 0 && documents.every((document) => chosen.has(document.id));
  const all = () => onAll(isAll ? new Set() : new Set(documents.map((document) => document.id)));
  return (
    <Table highlightOnHover stickyHeader fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={36}>
            <Checkbox size="xs" aria-label={t("common.all")} checked={isAll} onChange={all} />
          </Table.Th>
          {columns.map((column) => (
            <Table.Th key={column.path} ta={isNumeric(column.field) ? "right" : undefined}>
              {localize(column.label)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {documents.map((document) => (
          <Table.Tr key={document.id} onClick={() => onToggle(document.id)} style={{ cursor: "pointer" }}>
            <Table.Td>
              <Checkbox
                size="xs"
                aria-label={document.id}
                checked={chosen.has(document.id)}
                onChange={() => onToggle(document.id)}
                onClick={(event) => event.stopPropagation()}
              />
            </Table.Td>
            {columns.map((column) => (
              <Table.Td key={column.path} className={isNumeric(column.field) ? "amount" : "cell"}>
                <FieldValue field={column.field} path={column.path} document={document} />
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
