import { Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useLocalize } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { type NavigationGroup, navigationOf } from "../meta/navigation.ts";
import { NotFound } from "../shared/not-found.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { DoctypeCard } from "./doctype-card.tsx";
import classes from "./home.module.css";
import { ShortcutLink } from "./shortcut-link.tsx";

/** What a module holds: its documents with their numbers, its reports and its pages. */
export function ModuleHome() {
  const { t } = useTranslation();
  const localize = useLocalize();
  const meta = useMeta();
  const { module: moduleId = "" } = useParams();
  const module = navigationOf(meta).find((candidate) => candidate.id === moduleId);
  if (!module) return <NotFound />;
  const items = module.groups.flatMap((group) => group.items);
  const reports = items.filter((item) => item.kind === "report");
  const description = meta.modules[moduleId]?.description;
  return (
    <div className={classes["page"]}>
      <PageHeader title={localize(module.label)} />
      {description && (
        <Text c="dimmed" className={classes["description"]}>
          {localize(description)}
        </Text>
      )}
      <div className={classes["columns"]}>
        <div className={classes["main"]}>
          {module.groups.map((group) => (
            <DocumentGroup key={group.key} group={group} />
          ))}
        </div>
        {reports.length > 0 && (
          <aside className={classes["side"]} aria-label={t("home.reports")}>
            <Title order={2} className={classes["heading"]}>
              {t("home.reports")}
            </Title>
            {reports.map((item) => (
              <ShortcutLink key={item.key} item={item} />
            ))}
          </aside>
        )}
      </div>
    </div>
  );
}

function DocumentGroup({ group }: { readonly group: NavigationGroup }) {
  const localize = useLocalize();
  const meta = useMeta();
  const cards = group.items.filter((item) => item.doctype && meta.doctypes[item.doctype]?.kind === "document");
  const others = group.items.filter((item) => item.kind !== "report" && !cards.includes(item));
  if (cards.length + others.length === 0) return null;
  return (
    <section className={classes["group"]}>
      <Title order={2} className={classes["heading"]}>
        {localize(group.label)}
      </Title>
      <div className={classes["cards"]}>
        {cards.map((item) => (
          <DoctypeCard key={item.key} item={item} />
        ))}
      </div>
      {others.map((item) => (
        <ShortcutLink key={item.key} item={item} />
      ))}
    </section>
  );
}
