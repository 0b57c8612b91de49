import { Anchor, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { LinkedDocumentAnswer } from "../../../../engine/http/api-types.ts";
import { getLinkedDocuments } from "../../api/documents.ts";
import { linkTitle } from "../../format/field-text.ts";
import { useLocalize } from "../../i18n/language.ts";
import { useMeta } from "../../meta/meta-context.tsx";
import { useAddresses } from "../../meta/use-addresses.ts";
import { Icon } from "../../shared/icon.tsx";
import { RowsSkeleton } from "../../shared/skeletons.tsx";
import type { RailProps } from "./document-rail.tsx";
import classes from "./rail.module.css";

/** Documents this one names, and documents that name this one or were made from it. */
export function LinksPanel({ doctype, document }: RailProps) {
  const { t } = useTranslation();
  const links = useQuery({
    queryKey: ["doctype", doctype.id, "doc", document.id, "links"],
    queryFn: () => getLinkedDocuments(doctype.id, document.id),
  });
  const named = Object.entries(doctype.fields).flatMap(([field, definition]): LinkedDocumentAnswer[] => {
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

function LinkList({ title, items }: { readonly title: string; readonly items: readonly LinkedDocumentAnswer[] }) {
  const localize = useLocalize();
  const to = useAddresses();
  const { doctypes } = useMeta();
  const shown = items.filter((item) => doctypes[item.doctype]);
  if (shown.length === 0) return null;
  return (
    <section className={classes["links"]} aria-label={title}>
      <h3>{title}</h3>
      <ul className={classes["plain"]}>
        {shown.map((item) => (
          <li key={`${item.doctype}:${item.id}:${item.field}`} className={classes["linkRow"]}>
            <Icon name={doctypes[item.doctype]?.icon} size={16} />
            <span>
              <Anchor component={Link} to={to.document(item.doctype, item.id)} size="sm">
                {item.title ?? "…"}
              </Anchor>
              <small>{localize(doctypes[item.doctype]?.label)}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
