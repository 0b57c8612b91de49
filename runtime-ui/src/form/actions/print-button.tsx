import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DocumentAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { printAddress } from "../../api/documents.ts";
import { useLocalize } from "../../i18n/language.ts";
import { useMeta } from "../../meta/meta-context.tsx";
import { openAddress } from "../../shared/download.ts";
import { useNotify } from "../../shared/notify.tsx";
import { useOfferedActions } from "./use-offered-actions.ts";

interface PrintButtonProps {
  readonly doctype: MetaDoctype;
  readonly document: DocumentAnswer;
  readonly isMain?: boolean;
}

/** Opens the document's print-out as PDF in a new tab. */
export function PrintButton({ doctype, document, isMain = false }: PrintButtonProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const notify = useNotify();
  const prints = useMeta().prints[doctype.id] ?? [];
  const { may } = useOfferedActions(doctype, document);
  const [isBusy, setBusy] = useState(false);
  if (prints.length === 0 || !may("print")) return null;
  const open = (print: string) => {
    setBusy(true);
    openAddress(() => printAddress(doctype.id, document.id, print))
      .catch(notify.refused)
      .finally(() => setBusy(false));
  };
  const variant = isMain ? "filled" : "default";
  const [only] = prints;
  if (prints.length === 1 && only) {
    return (
      <Button variant={variant} loading={isBusy} leftSection={<IconPrinter size={15} />} onClick={() => open(only.id)}>
        {t("form.pdf")}
      </Button>
    );
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant={variant} loading={isBusy} rightSection={<IconChevronDown size={14} />}>
          {t("form.pdf")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {prints.map((print) => (
          <Menu.Item key={print.id} onClick={() => open(print.id)}>
            {localize(print.label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
