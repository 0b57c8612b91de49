import { Menu, UnstyledButton } from "@mantine/core";
import { IconBuilding, IconCheck, IconPlus, IconSelector } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSession } from "../api/session.ts";
import { useMeta } from "../meta/meta-context.tsx";
import classes from "./top-bar.module.css";

/** Name of the open organization, and the way to the others. */
export function OrganizationSwitcher() {
  const { t } = useTranslation();
  const { organization } = useMeta();
  const { me } = useSession();
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <UnstyledButton
          className={classes["organization"]}
          aria-label={t("shell.organization", { name: organization.name })}
        >
          <IconBuilding size={16} stroke={1.6} aria-hidden />
          <span>{organization.name}</span>
          <IconSelector size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("shell.organizations")}</Menu.Label>
        {me?.organizations.map((membership) => (
          <Menu.Item
            key={membership.id}
            component={Link}
            to={`/o/${membership.slug}`}
            rightSection={membership.slug === organization.slug ? <IconCheck size={15} /> : null}
          >
            {membership.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/organizations/new" leftSection={<IconPlus size={15} />}>
          {t("shell.newOrganization")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
