// biome-ignore-all lint/suspicious/noArrayIndexKey: an answer is shown as it came; its rows have no identity of their own
import { Anchor, Table } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type Language, type LocalizedText, localize } from "../../../../engine/kernel/index.ts";
import { formatDate } from "../../format/dates.ts";
import { linkTitle } from "../../format/field-text.ts";
import { formatPercent } from "../../format/numbers.ts";
import { useLanguage } from "../../i18n/language.ts";
import { useMeta } from "../../meta/meta-context.tsx";
import { useAddresses } from "../../meta/use-addresses.ts";
import { type Entry, figureText, type PostingColumns, shapeOf, sumText } from "./posting-figures.ts";
import classes from "./rail.module.css";

interface PostingTableProps {
  readonly ledger: string;
  readonly date: string;
  readonly entries: readonly Entry[];
  /** Heading beside the date, e.g. "reversal". */
  readonly note?: string;
  /** Id of the document that posts; entries that name it say "this document". */
  readonly own?: string;
  /** For a narrow place: the first dimension beside the amounts, the others below it. */
  readonly isCompact?: boolean;
}

const NO_COLUMNS: PostingColumns = {};

/** Entries of one posting as a bookkeeper writes them, with the sums that must agree. */
export function PostingTable({ ledger, date, entries, note, own, isCompact = false }: PostingTableProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { organization, ledgers } = useMeta();
  const { label, columns = NO_COLUMNS } = ledgers[ledger] ?? {};
  const shape = useMemo(() => shapeOf(entries, columns), [entries, columns]);
  const { shared, measures } = shape;
  const dimensions = isCompact ? shape.dimensions.slice(0, 1) : shape.dimensions;
  const below = isCompact ? shape.dimensions.slice(1) : [];
  const labelOf = (name: string) => localize(columns[name]?.label ?? { fr: name, en: name }, language);
  const figures = { columns, currency: organization.currency, language };
  return (
    <section className={classes["posting"]}>
      <div className={classes["postingHead"]}>
        <strong>{label ? localize(label, language) : ledger}</strong>
        <span>{[formatDate(date, language), note].filter(Boolean).join(" · ")}</span>
      </div>
      {shared.length > 0 && entries[0] && (
        <div className={classes["shared"]}>
          {shared.map((name) => (
            <span key={name}>
              {labelOf(name)} : <DimensionValue entry={entries[0]!} name={name} own={own} columns={columns} />
            </span>
          ))}
        </div>
      )}
      <div className={classes["scroll"]}>
        <Table fz="xs" withRowBorders horizontalSpacing={isCompact ? 4 : "sm"} verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              {dimensions.map((name) => (
                <Table.Th key={name}>{labelOf(name)}</Table.Th>
              ))}
              {measures.map((name) => (
                <Table.Th key={name} ta="right">
                  {labelOf(name)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries.map((entry, index) => (
              <Table.Tr key={index}>
                {dimensions.map((name) => (
                  <Table.Td key={name}>
                    <DimensionValue entry={entry} name={name} own={own} columns={columns} />
                    {below.length > 0 && (
                      <small className={classes["below"]}>
                        {below.map((other) => (
                          <span key={other}>
                            <DimensionValue entry={entry} name={other} own={own} columns={columns} />
                          </span>
                        ))}
                      </small>
                    )}
                  </Table.Td>
                ))}
                {measures.map((name) => (
                  <Table.Td key={name} className="amount">
                    {figureText(figures, name, entry)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
          {measures.some((name) => columns[name]?.is_balanced) && (
            <Table.Tfoot>
              <Table.Tr>
                <Table.Th colSpan={Math.max(1, dimensions.length)}>{t("list.totals.all")}</Table.Th>
                {measures.map((name) => (
                  <Table.Th key={name} className="amount">
                    {sumText(figures, name, entries)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Tfoot>
          )}
        </Table>
      </div>
    </section>
  );
}

interface DimensionValueProps {
  readonly entry: Entry;
  readonly name: string;
  readonly own: string | undefined;
  readonly columns: PostingColumns;
}

function DimensionValue({ entry, name, own, columns }: DimensionValueProps) {
  const { t } = useTranslation();
  const to = useAddresses();
  const language = useLanguage();
  const { doctypes } = useMeta();
  const title = linkTitle(entry, name);
  const value = entry[name];
  if (value === null || value === undefined) return null;
  if (typeof value === "object") {
    const target = value as { readonly type: string; readonly id: string };
    if (target.id === own) return <>{t("rail.thisDocument")}</>;
    const text = title ?? localizedName(doctypes[target.type]?.label, language);
    if (!doctypes[target.type]) return <>{text}</>;
    return (
      <Anchor component={Link} to={to.document(target.type, target.id)} size="xs">
        {text}
      </Anchor>
    );
  }
  if (title) return <>{title}</>;
  if (columns[name]?.type === "percent") return <>{formatPercent(value, 3, language)}</>;
  return <>{/^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? formatDate(value, language) : String(value)}</>;
}

const localizedName = (label: LocalizedText | undefined, language: Language) =>
  label ? localize(label, language) : "…";
