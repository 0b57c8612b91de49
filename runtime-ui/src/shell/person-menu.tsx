import { Menu, UnstyledButton } from "@mantine/core";
import { IconLogout, IconSettings, IconUser, IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSignOut } from "../auth/use-sign-out.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { useAddresses } from "../meta/use-addresses.ts";
import classes from "./top-bar.module.css";

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  return `${words[0]?.[0] ?? ""}${words.length > 1 ? (words.at(-1)?.[0] ?? "") : ""}`.toUpperCase();
}

export function PersonMenu() {
  const { t } = useTranslation();
  const { user, organization, doctypes } = useMeta();
  const to = useAddresses();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <UnstyledButton className={classes["person"]} aria-label={t("shell.person", { name: user.name })}>
          <span className={classes["avatar"]}>{initialsOf(user.name || user.email)}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user.email}</Menu.Label>
        <Menu.Item component={Link} to={to.page("profile")} leftSection={<IconUser size={15} />}>
          {t("shell.profile")}
        </Menu.Item>
        {doctypes["organization"] && (
          <Menu.Item component={Link} to={to.single("organization")} leftSection={<IconSettings size={15} />}>
            {t("shell.settings")}
          </Menu.Item>
        )}
        {organization.is_administrator && (
          <Menu.Item component={Link} to={to.page("members")} leftSection={<IconUsers size={15} />}>
            {t("shell.members")}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => signOut()}>
          {t("shell.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
