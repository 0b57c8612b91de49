import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { getLinkedDocuments } from "../../api/documents.ts";
import { linkTitle } from "../../format/field-text.ts";
import { useMeta } from "../../meta/meta-context.tsx";
import { RowsSkeleton } from "../../shared/skeletons.tsx";
import type { RailProps } from "./document-rail.tsx";
import { LinkedDocument, type LinkShown } from "./linked-document.tsx";
import classes from "./rail.module.css";

/** Documents this one names, and documents that name this one or were made from it. */
export function LinksPanel({ doctype, document }: RailProps) {
  const { t } = useTranslation();
  const links = useQuery({
    queryKey: ["doctype", doctype.id, "doc", document.id, "links"],
    queryFn: () => getLinkedDocuments(doctype.id, document.id),
  });
  const named = Object.entries(doctype.fields).flatMap(([field, definition]): LinkShown[] => {
    const id = document[field];
    if (definition.type !== "link" || typeof id !== "string") return [];
    return [{ doctype: definition.to, field, id, title: linkTitle(document, field) ?? null }];
  });
  return (
    <>
      <LinkList title={t("rail.linkedHere")} items={links.data ?? []} />
      {links.isPending && <RowsSkeleton count={3} />}
      {links.data?.length === 0 && (
        <Text size="xs" c="dimmed">
          {t("rail.noLinks")}
        </Text>
      )}
      <LinkList title={t("rail.named")} items={named} />
    </>
  );
}

function LinkList({ title, items }: { readonly title: string; readonly items: readonly LinkShown[] }) {
  const { doctypes } = useMeta();
  const shown = items.filter((item) => doctypes[item.doctype]);
  if (shown.length === 0) return null;
  return (
    <section className={classes["links"]} aria-label={title}>
      <h3>{title}</h3>
      <ul className={classes["plain"]}>
        {shown.map((item) => (
          <li key={`${item.doctype}:${item.id}:${item.field}`}>
            <LinkedDocument item={item} />
          </li>
        ))}
      </ul>
    </section>
  );
}
