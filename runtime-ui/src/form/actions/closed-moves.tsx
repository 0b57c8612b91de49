import { Menu, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ActionsAnswer } from "../../../../engine/http/api-types.ts";
import { useLocalize } from "../../i18n/language.ts";

/** Why can I not? Moves of the workflow that are shut, each with its reason as text: read by keyboard and screen reader alike. */
export function ClosedMoves({ closed }: { readonly closed: ActionsAnswer["closed"] }) {
  const { t } = useTranslation();
  const localize = useLocalize();
  if (closed.length === 0) return null;
  return (
    <>
      <Menu.Label>{t("form.closedMoves")}</Menu.Label>
      {closed.map(({ transition, label, reason }) => (
        <Menu.Item key={transition} aria-disabled closeMenuOnClick={false} c="dimmed">
          {localize(label)}
          <Text size="xs" component="span" display="block">
            {localize(reason.message)}
          </Text>
        </Menu.Item>
      ))}
    </>
  );
}
