import { ActionIcon, Burger, Group, Kbd, UnstyledButton } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ColorSchemeToggle } from "./color-scheme-toggle.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { OrganizationSwitcher } from "./organization-switcher.tsx";
import { palette } from "./palette-store.ts";
import { PersonMenu } from "./person-menu.tsx";
import classes from "./top-bar.module.css";

interface TopBarProps {
  readonly onOpenNavigation: () => void;
  readonly isNavigationOpen: boolean;
}

export function TopBar({ onOpenNavigation, isNavigationOpen }: TopBarProps) {
  const { t } = useTranslation();
  return (
    <div className={classes["bar"]}>
      <Group gap={8} wrap="nowrap" className={classes["side"]}>
        <Burger
          hiddenFrom="sm"
          size="sm"
          opened={isNavigationOpen}
          onClick={onOpenNavigation}
          aria-label={t("shell.openNavigation")}
        />
        <OrganizationSwitcher />
      </Group>
      <UnstyledButton className={classes["search"]} onClick={palette.open} aria-keyshortcuts="Control+K">
        <IconSearch size={15} stroke={1.8} aria-hidden />
        <span>{t("shell.search")}</span>
        <Kbd size="xs">Ctrl K</Kbd>
      </UnstyledButton>
      <Group gap={4} wrap="nowrap" className={classes["side"]} justify="flex-end">
        <ActionIcon hiddenFrom="sm" size="lg" onClick={palette.open} aria-label={t("shell.search")}>
          <IconSearch size={18} stroke={1.8} />
        </ActionIcon>
        <LanguageSwitch />
        <ColorSchemeToggle />
        <PersonMenu />
      </Group>
    </div>
  );
}
