// biome-ignore-all lint/suspicious/noArrayIndexKey: an answer is shown as it came; its rows have no identity of their own
import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Json } from "../../../engine/http/api-types.ts";
import type { LocalizedText } from "../../../engine/kernel/index.ts";
import { formatCount } from "../format/numbers.ts";
import { useLanguage, useLocalize } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";
import classes from "./imports.module.css";

const SHOWN_MAX = 200;

interface ImportProblem {
  readonly line?: number;
  readonly row?: number;
  readonly code?: string;
  readonly message: LocalizedText;
}

/** Figures of an importer by name, and what it refused line by line; the names' texts come with the metadata. */
export function ImportResult({ result }: { readonly result: Json }) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const language = useLanguage();
  const { translations } = useMeta();
  if (typeof result !== "object" || result === null || Array.isArray(result)) return null;
  const figures = figuresOf(result as Record<string, Json>);
  const problems = problemsOf(result as Record<string, Json>);
  const labelOf = (name: string) => translations[language][`import.${name}`] ?? name.replaceAll("_", " ");
  return (
    <>
      <dl className={classes["figures"]}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{labelOf(name)}</dt>
            <dd>{typeof value === "number" ? formatCount(value, language) : String(value)}</dd>
          </div>
        ))}
      </dl>
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

function problemsOf(result: Record<string, Json>): readonly ImportProblem[] {
  const found = result["findings"] ?? result["errors"] ?? [];
  return found as unknown as readonly ImportProblem[];
}
