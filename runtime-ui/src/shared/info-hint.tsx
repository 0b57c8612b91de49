import { ActionIcon, Popover, Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

/** An explanation that is there when one asks for it. */
export function InfoHint({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  return (
    <Popover width={340} position="bottom-start">
      <Popover.Target>
        <ActionIcon size="sm" aria-label={t("common.explain")}>
          <IconInfoCircle size={16} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">{text}</Text>
      </Popover.Dropdown>
    </Popover>
  );
}
