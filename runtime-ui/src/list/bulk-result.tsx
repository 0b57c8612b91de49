import { Anchor, List, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useTranslation } from "react-i18next";
import type { BulkAnswer } from "../../../engine/http/api-types.ts";
import { useLocalize } from "../i18n/language.ts";

const SHOWN_MAX = 50;

interface BulkResultProps {
  readonly doctype: string;
  readonly result: BulkAnswer;
}

/** "97 changed, 3 refused: why", each refusal leading to its document. */
export function BulkResult({ doctype, result }: BulkResultProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const slug = window.location.pathname.split("/")[2] ?? "";
  return (
    <Stack gap="xs">
      <Text>
        {t("bulk.changed", { count: result.changed })}
        {result.refused.length > 0 && ` ${t("bulk.refused", { count: result.refused.length })}`}
      </Text>
      {result.refused.length > 0 && (
        <List size="sm" spacing={4} mah={320} style={{ overflowY: "auto" }}>
          {result.refused.slice(0, SHOWN_MAX).map((refusal) => (
            <List.Item key={refusal.id}>
              {localize(refusal.message)}{" "}
              <Anchor href={`/o/${slug}/d/${doctype}/${refusal.id}`} onClick={() => modals.closeAll()} size="sm">
                {t("common.open")}
              </Anchor>
            </List.Item>
          ))}
        </List>
      )}
    </Stack>
  );
}
