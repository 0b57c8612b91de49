import { ActionIcon, ScrollArea, Tooltip } from "@mantine/core";
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconX } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { useLocalize } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { type NavigationModule, navigationOf } from "../meta/navigation.ts";
import { useAddresses } from "../meta/use-addresses.ts";
import { Icon } from "../shared/icon.tsx";
import { Logo } from "../shared/logo.tsx";
import { NavigationModuleGroup } from "./navigation-module-group.tsx";
import classes from "./side-navigation.module.css";

interface SideNavigationProps {
  /** Only the modules' icons. */
  readonly isRail: boolean;
  readonly onToggleRail: () => void;
  /** Closes the drawer of a phone. */
  readonly onClose: () => void;
}

/** Which module the open place belongs to. */
function activeModule(modules: readonly NavigationModule[], pathname: string): string | undefined {
  const direct = /\/m\/([^/]+)/.exec(pathname)?.[1];
  if (direct) return direct;
  const holds = (to: string) => pathname === to.split("?")[0] || pathname.startsWith(`${to.split("?")[0]}/`);
  return modules.find((module) => module.groups.some((group) => group.items.some((item) => holds(item.to))))?.id;
}

export function SideNavigation({ isRail, onToggleRail, onClose }: SideNavigationProps) {
  const { t } = useTranslation();
  const meta = useMeta();
  const to = useAddresses();
  const { pathname } = useLocation();
  const modules = useMemo(() => navigationOf(meta), [meta]);
  const active = activeModule(modules, pathname);
  const RailIcon = isRail ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <>
      <div className={classes["head"]} data-rail={isRail || undefined}>
        <Link to={to.home} className={classes["brand"]} aria-label={t("shell.home")}>
          <Logo size={24} />
          {!isRail && <span>Perfex</span>}
        </Link>
        <ActionIcon hiddenFrom="sm" onClick={onClose} aria-label={t("common.close")}>
          <IconX size={18} />
        </ActionIcon>
      </div>
      <ScrollArea className={classes["scroll"]} type="hover" scrollbarSize={6}>
        <nav className={classes["modules"]}>
          {modules.map((module) =>
            isRail ? (
              <RailLink key={module.id} module={module} isActive={module.id === active} />
            ) : (
              <NavigationModuleGroup key={module.id} module={module} isActive={module.id === active} />
            ),
          )}
        </nav>
      </ScrollArea>
      <div className={classes["foot"]} data-rail={isRail || undefined}>
        <Tooltip label={t(isRail ? "shell.expand" : "shell.collapse")} position="right">
          <ActionIcon
            visibleFrom="sm"
            onClick={onToggleRail}
            aria-label={t(isRail ? "shell.expand" : "shell.collapse")}
          >
            <RailIcon size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </div>
    </>
  );
}

function RailLink({ module, isActive }: { readonly module: NavigationModule; readonly isActive: boolean }) {
  const localize = useLocalize();
  const to = useAddresses();
  return (
    <Tooltip label={localize(module.label)} position="right" openDelay={100}>
      <Link
        to={to.module(module.id)}
        className={classes["railLink"]}
        data-active={isActive || undefined}
        aria-label={localize(module.label)}
      >
        <Icon name={module.icon} size={20} />
      </Link>
    </Tooltip>
  );
}
