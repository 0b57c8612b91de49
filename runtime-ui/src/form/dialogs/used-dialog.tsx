import { Button, Group, List, ScrollArea, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { LinkedDocumentAnswer } from "../../../../engine/http/api-types.ts";
import { Dialog } from "../../shared/dialog.tsx";
import type { UsedVerb } from "../actions/find-users.ts";
import { LinkedDocument } from "../rail/linked-document.tsx";

interface UsedDialogProps {
  readonly verb: UsedVerb;
  readonly users: readonly LinkedDocumentAnswer[];
  readonly onClose: () => void;
}

/** Why a document can be neither cancelled nor deleted: what uses it, and the way there. */
export function UsedDialog({ verb, users, onClose }: UsedDialogProps) {
  const { t } = useTranslation();
  const isCancel = verb === "cancel";
  return (
    <Dialog onClose={onClose} title={t(isCancel ? "form.usedToCancel" : "form.usedToRemove")}>
      <Text mb="sm">{t(isCancel ? "form.usedToCancelText" : "form.usedToRemoveText")}</Text>
      <ScrollArea.Autosize mah="45vh" mb="md">
        <List listStyleType="none" spacing="xs">
          {users.map((user) => (
            <List.Item key={user.id}>
              <LinkedDocument item={user} />
            </List.Item>
          ))}
        </List>
      </ScrollArea.Autosize>
      <Group justify="flex-end">
        <Button data-autofocus onClick={onClose}>
          {t("common.back")}
        </Button>
      </Group>
    </Dialog>
  );
}
