import { ActionIcon, Menu } from "@mantine/core";
import { IconArrowForwardUp, IconBan, IconCopy, IconDots, IconEdit, IconPrinter, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DocumentAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { getConversions, printAddress } from "../../api/documents.ts";
import { useLocalize } from "../../i18n/language.ts";
import { useMeta } from "../../meta/meta-context.tsx";
import { openAddress } from "../../shared/download.ts";
import { useNotify } from "../../shared/notify.tsx";
import { ClosedMoves } from "./closed-moves.tsx";
import type { DocumentActions } from "./use-document-actions.ts";

interface MoreActionsProps {
  readonly doctype: MetaDoctype;
  readonly document: DocumentAnswer;
  readonly actions: DocumentActions;
}

/** What is possible in the document's state besides the next step. */
export function MoreActions({ doctype, document, actions }: MoreActionsProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const meta = useMeta();
  const [isOpen, setOpen] = useState(false);
  const notify = useNotify();
  const hasConversions = (meta.conversions[doctype.id]?.length ?? 0) > 0;
  const offers = useQuery({
    queryKey: ["doctype", doctype.id, "doc", document.id, "conversions", document.version],
    queryFn: () => getConversions(doctype.id, document.id),
    enabled: hasConversions && isOpen,
  });
  const { offered } = actions;
  const isByTransition = offered.transitions.some(({ action }) => action === "cancel");
  const { docstatus } = document;
  const isDraft = docstatus === undefined || docstatus === "draft";
  const prints = isDraft && offered.may("print") ? (meta.prints[doctype.id] ?? []) : [];
  return (
    <Menu position="bottom-end" width={230} opened={isOpen} onChange={setOpen}>
      <Menu.Target>
        <ActionIcon size={30} variant="default" aria-label={t("common.more")}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {offers.data?.map((offer) => (
          <Menu.Item
            key={offer.conversion}
            leftSection={<IconArrowForwardUp size={15} />}
            onClick={() => void actions.convert(offer.conversion, offer.to)}
          >
            {localize(offer.label)}
          </Menu.Item>
        ))}
        {prints.map((print) => (
          <Menu.Item
            key={print.id}
            leftSection={<IconPrinter size={15} />}
            onClick={() =>
              void openAddress(() => printAddress(doctype.id, document.id, print.id)).catch(notify.refused)
            }
          >
            {t("form.printDraft", { name: localize(print.label).toLowerCase() })}
          </Menu.Item>
        ))}
        {offered.may("duplicate") && (
          <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => void actions.duplicate()}>
            {t("form.duplicate")}
          </Menu.Item>
        )}
        {offered.may("amend") && (
          <Menu.Item leftSection={<IconEdit size={15} />} onClick={() => void actions.amend()}>
            {t("form.amend")}
          </Menu.Item>
        )}
        {offered.may("cancel") && !isByTransition && (
          <Menu.Item color="red" leftSection={<IconBan size={15} />} onClick={() => void actions.cancel()}>
            {t("form.cancel")}
          </Menu.Item>
        )}
        {offered.may("delete") && (
          <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => void actions.remove()}>
            {t("form.remove")}
          </Menu.Item>
        )}
        <ClosedMoves closed={offered.closed} />
      </Menu.Dropdown>
    </Menu>
  );
}
