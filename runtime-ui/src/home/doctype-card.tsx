import { ActionIcon, Skeleton, Tooltip } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { View } from "../../../engine/contract/types/index.ts";
import { listDocuments } from "../api/documents.ts";
import { formatCount } from "../format/numbers.ts";
import { useLanguage, useLocalize } from "../i18n/language.ts";
import { whereOf } from "../list/list-state.ts";
import { can, useMeta } from "../meta/meta-context.tsx";
import type { NavigationItem } from "../meta/navigation.ts";
import { useAddresses } from "../meta/use-addresses.ts";
import { Icon } from "../shared/icon.tsx";
import classes from "./home.module.css";

const CHIPS_MAX = 3;

function useCount(doctype: string, where: readonly string[]) {
  return useQuery({
    queryKey: ["doctype", doctype, "count", where],
    queryFn: ({ signal }) => listDocuments(doctype, { fields: ["id"], limit: 1, count: true, where }, signal),
    select: (answer) => ({ total: answer.total ?? 0, isCapped: answer.total_is_capped ?? false }),
  });
}

/** One kind of document: how many there are, how many in each named filter, and the way to a new one. */
export function DoctypeCard({ item }: { readonly item: NavigationItem }) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const meta = useMeta();
  const to = useAddresses();
  const doctype = meta.doctypes[item.doctype ?? ""];
  const views = meta.views[doctype?.id ?? ""] ?? [];
  const viewId = new URLSearchParams(item.to.split("?")[1] ?? "").get("view");
  const view = views.find((candidate) => candidate.id === viewId) ?? views[0];
  if (!doctype) return null;
  const filters = Object.entries(view?.filters ?? {}).slice(0, CHIPS_MAX);
  const createLabel = t("home.create", { name: localize(doctype.label).toLowerCase() });
  return (
    <article className={classes["card"]}>
      <div className={classes["cardTop"]}>
        <span className={classes["cardIcon"]}>
          <Icon name={item.icon} size={18} />
        </span>
        {can(doctype, "create") && (
          <Tooltip label={createLabel}>
            <ActionIcon component={Link} to={to.create(doctype.id)} aria-label={createLabel}>
              <IconPlus size={17} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <Link to={item.to} className={classes["cardLink"]}>
        {localize(item.label)}
      </Link>
      <div className={classes["cardCount"]}>
        <Count doctype={doctype.id} where={whereOf(view)} />
      </div>
      {filters.length > 0 && view && (
        <div className={classes["cardChips"]}>
          {filters.map(([id, { label }]) => (
            <Link key={id} to={chipAddress(item.to, id)} className={classes["cardChip"]}>
              {localize(label)} <FilterCount doctype={doctype.id} view={view} chip={id} />
            </Link>
          ))}
        </div>
      )}
    </article>
  );
}

function chipAddress(to: string, chip: string): string {
  return `${to}${to.includes("?") ? "&" : "?"}chips=${chip}`;
}

function Count({ doctype, where }: { readonly doctype: string; readonly where: readonly string[] }) {
  const language = useLanguage();
  const count = useCount(doctype, where);
  if (count.isPending) return <Skeleton h={20} w={52} />;
  if (!count.data) return <span aria-hidden>–</span>;
  return <span>{formatCount(count.data.total, language) + (count.data.isCapped ? "+" : "")}</span>;
}

function FilterCount({
  doctype,
  view,
  chip,
}: {
  readonly doctype: string;
  readonly view: View;
  readonly chip: string;
}) {
  return <Count doctype={doctype} where={whereOf(view, [chip])} />;
}
