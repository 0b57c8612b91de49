import { Alert, Button, Group, MultiSelect, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addMember } from "../api/accounts.ts";
import { useSubmit } from "../auth/use-submit.ts";
import { useLocalize } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { Dialog } from "../shared/dialog.tsx";
import { useNotify } from "../shared/notify.tsx";

interface InviteDialogProps {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function InviteDialog({ onClose, onDone }: InviteDialogProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const notify = useNotify();
  const { organization, roles } = useMeta();
  const [email, setEmail] = useState("");
  const [chosen, setChosen] = useState<string[]>([]);
  const { isBusy, problem, onSubmit } = useSubmit(async () => {
    await addMember(organization.id, { email: email.trim(), roles: chosen });
    notify.done(t("members.added"));
    onDone();
    onClose();
  });
  return (
    <Dialog onClose={onClose} title={t("members.inviteTitle")}>
      <form onSubmit={onSubmit}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t("members.inviteText")}
          </Text>
          {problem && (
            <Alert color="red" variant="light" role="alert">
              {problem}
            </Alert>
          )}
          <TextInput
            label={t("members.email")}
            type="email"
            required
            data-autofocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <MultiSelect
            label={t("members.roles")}
            data={roles.map((role) => ({ value: role.id, label: localize(role.label) }))}
            value={chosen}
            onChange={setChosen}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={isBusy}>
              {t("members.invite")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
