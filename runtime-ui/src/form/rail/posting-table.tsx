// biome-ignore-all lint/suspicious/noArrayIndexKey: an answer is shown as it came; its rows have no identity of their own
import { Anchor, Table } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Decimal, type Language, type LocalizedText, localize, parseDecimal } from "../../../../engine/kernel/index.ts";
import { formatDate } from "../../format/dates.ts";
import { linkTitle } from "../../format/field-text.ts";
import { formatAmount } from "../../format/numbers.ts";
import { useLanguage } from "../../i18n/language.ts";
import { useMeta } from "../../meta/meta-context.tsx";
import { useAddresses } from "../../meta/use-addresses.ts";
import classes from "./rail.module.css";

type Entry = Readonly<Record<string, unknown>>;

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

const AMOUNT = /^-?\d+(\.\d+)?$/;
const HIDDEN = new Set(["id", "posting", "line", "date", "$expanded", "xact"]);

interface Shape {
  /** Dimensions every entry has the same value of: said once above the table. */
  readonly shared: readonly string[];
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
}

/** Columns with at least one value: amounts as measures, the rest as dimensions. */
function shapeOf(entries: readonly Entry[]): Shape {
  const names = [...new Set(entries.flatMap((entry) => Object.keys(entry)))].filter((name) => !HIDDEN.has(name));
  const valuesOf = (name: string) =>
    entries.map((entry) => entry[name]).filter((value) => value !== null && value !== undefined);
  const filled = names.filter((name) => valuesOf(name).length > 0);
  const isAmount = (name: string) => valuesOf(name).every((value) => typeof value === "string" && AMOUNT.test(value));
  const isShared = (name: string) => {
    const values = valuesOf(name).map((value) => JSON.stringify(value));
    return entries.length > 1 && values.length === entries.length && new Set(values).size === 1;
  };
  const dimensions = filled.filter((name) => !isAmount(name));
  return {
    shared: dimensions.filter(isShared),
    dimensions: dimensions.filter((name) => !isShared(name)),
    measures: filled.filter(isAmount),
  };
}

/** Entries of one posting as a bookkeeper writes them, with the sums that must agree. */
export function PostingTable({ ledger, date, entries, note, own, isCompact = false }: PostingTableProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { organization, ledgers } = useMeta();
  const shape = useMemo(() => shapeOf(entries), [entries]);
  const { shared, measures } = shape;
  const dimensions = isCompact ? shape.dimensions.slice(0, 1) : shape.dimensions;
  const below = isCompact ? shape.dimensions.slice(1) : [];
  const { label, columns } = ledgers[ledger] ?? {};
  const labelOf = (name: string) => localize(columns?.[name] ?? { fr: name, en: name }, language);
  const sums = measures.map((name) =>
    entries.reduce((sum, entry) => sum.plus(entry[name] ? parseDecimal(entry[name]) : 0), new Decimal(0)),
  );
  const amount = (value: unknown) => {
    const isZero = value === null || value === undefined || parseDecimal(value).isZero();
    return isZero ? "" : formatAmount(value, organization.currency, language);
  };
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
              {labelOf(name)} : <DimensionValue entry={entries[0]!} name={name} own={own} />
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
                    <DimensionValue entry={entry} name={name} own={own} />
                    {below.length > 0 && (
                      <small className={classes["below"]}>
                        {below.map((other) => (
                          <span key={other}>
                            <DimensionValue entry={entry} name={other} own={own} />
                          </span>
                        ))}
                      </small>
                    )}
                  </Table.Td>
                ))}
                {measures.map((name) => (
                  <Table.Td key={name} className="amount">
                    {amount(entry[name])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th colSpan={Math.max(1, dimensions.length)}>{t("list.total")}</Table.Th>
              {measures.map((name, index) => (
                <Table.Th key={name} className="amount">
                  {amount(sums[index]!.toFixed())}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </div>
    </section>
  );
}

interface DimensionValueProps {
  readonly entry: Entry;
  readonly name: string;
  readonly own: string | undefined;
}

function DimensionValue({ entry, name, own }: DimensionValueProps) {
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
  return <>{/^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? formatDate(value, language) : String(value)}</>;
}

const localizedName = (label: LocalizedText | undefined, language: Language) =>
  label ? localize(label, language) : "…";
