// biome-ignore-all lint/suspicious/noArrayIndexKey: an answer is shown as it came; its rows have no identity of their own
import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Json } from "../../../engine/http/api-types.ts";
import { isIsoDate, type Language } from "../../../engine/kernel/index.ts";
import { formatDate } from "../format/dates.ts";
import { formatCount, formatMoney } from "../format/numbers.ts";
import { useLanguage, useLocalize } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { findingsOf } from "./import-findings.ts";
import classes from "./imports.module.css";

const SHOWN_MAX = 200;

function figureText(value: Json, currency: string, language: Language): string {
  if (typeof value === "number") return formatCount(value, language);
  if (isIsoDate(value)) return formatDate(value, language);
  return /^-?\d+\.\d+$/.test(String(value)) ? formatMoney(value, currency, language) : String(value);
}

/** Figures of an importer by name, and what it refused line by line; the names' texts come with the metadata. */
export function ImportResult({ result }: { readonly result: Json }) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const language = useLanguage();
  const { translations, organization } = useMeta();
  if (typeof result !== "object" || result === null || Array.isArray(result)) return null;
  const figures = figuresOf(result as Record<string, Json>);
  const { problems, notes } = findingsOf(result as Record<string, Json>);
  const texts = translations[language];
  const labelOf = (name: string) => texts[`import.${name}`] ?? name.replaceAll("_", " ");
  // JSON from the database has lost its order; the texts' own order is the one they were written in.
  const order = Object.keys(texts);
  const placeOf = ([name]: readonly [string, Json]) => order.indexOf(`import.${name}`);
  return (
    <>
      <dl className={classes["figures"]}>
        {figures
          .toSorted((a, b) => placeOf(a) - placeOf(b))
          .map(([name, value]) => (
            <div key={name}>
              <dt>{labelOf(name)}</dt>
              <dd>{figureText(value, organization.currency, language)}</dd>
            </div>
          ))}
      </dl>
      {notes.slice(0, SHOWN_MAX).map((note, index) => (
        <Text key={index} size="sm">
          {localize(note.message)}
        </Text>
      ))}
      {problems.length > 0 && (
        <>
          <Text fw={600}>{t("imports.errors", { count: problems.length })}</Text>
          <Table fz="sm" maw={900}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={90}>{t("imports.line")}</Table.Th>
                <Table.Th>{t("imports.what")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {problems.slice(0, SHOWN_MAX).map((problem, index) => (
                <Table.Tr key={index}>
                  <Table.Td className="tabular">{problem.line ?? problem.row ?? ""}</Table.Td>
                  <Table.Td>{localize(problem.message)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
    </>
  );
}

/** An importer says what it read in `summary`; what a table import did stands beside. */
function figuresOf(result: Record<string, Json>): [string, Json][] {
  const isFigure = ([, value]: [string, Json]) => typeof value === "number" || typeof value === "string";
  const summary = result["summary"];
  const own = Object.entries(result).filter(isFigure);
  if (typeof summary !== "object" || summary === null || Array.isArray(summary)) return own;
  return Object.entries(summary as Record<string, Json>).filter(isFigure);
}
