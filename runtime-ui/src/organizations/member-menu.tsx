import { ActionIcon, Menu } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconDots } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { MemberAnswer, UpdateMemberBody } from "../../../engine/http/api-types.ts";
import { DANGER } from "../theme/danger.ts";

interface MemberMenuProps {
  readonly member: MemberAnswer;
  readonly onUpdate: (user: string, body: UpdateMemberBody) => void;
  readonly onRemove: (user: string) => void;
}

export function MemberMenu({ member, onUpdate, onRemove }: MemberMenuProps) {
  const { t } = useTranslation();
  const isOff = member.status === "deactivated";
  const askRemoval = () =>
    modals.openConfirmModal({
      title: t("members.removeTitle", { name: member.name || member.email }),
      children: t("members.removeText"),
      confirmProps: { color: DANGER },
      onConfirm: () => onRemove(member.user),
    });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t("common.more")}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onUpdate(member.user, { status: isOff ? "active" : "deactivated" })}>
          {t(isOff ? "members.activate" : "members.deactivate")}
        </Menu.Item>
        <Menu.Item color="red" onClick={askRemoval}>
          {t("members.remove")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
