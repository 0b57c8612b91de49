import { Collapse, UnstyledButton } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconChevronRight } from "@tabler/icons-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { useLocalize } from "../i18n/language.ts";
import type { NavigationItem, NavigationModule } from "../meta/navigation.ts";
import { useAddresses } from "../meta/use-addresses.ts";
import { Icon } from "../shared/icon.tsx";
import classes from "./side-navigation.module.css";

/** One module: its name opens its home, the arrow shows its menu. The module one is in is open unless closed by hand. */
export function NavigationModuleGroup({
  module,
  isActive,
}: {
  readonly module: NavigationModule;
  readonly isActive: boolean;
}) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const to = useAddresses();
  const { pathname } = useLocation();
  const [stored, setStored] = useLocalStorage<boolean | null>({ key: `perfex-nav-${module.id}`, defaultValue: null });
  const isOpen = stored ?? isActive;
  const panelId = useId();
  const name = localize(module.label);
  return (
    <div>
      <div className={classes["module"]} data-active={pathname === to.module(module.id) || undefined}>
        <Link to={to.module(module.id)} className={classes["moduleLink"]}>
          <Icon name={module.icon} />
          <span>{name}</span>
        </Link>
        <UnstyledButton
          className={classes["toggle"]}
          onClick={() => setStored(!isOpen)}
          aria-expanded={isOpen}
          aria-controls={panelId}
          aria-label={t(isOpen ? "shell.hideMenu" : "shell.showMenu", { name })}
        >
          <IconChevronRight size={14} data-open={isOpen || undefined} />
        </UnstyledButton>
      </div>
      <Collapse expanded={isOpen} id={panelId} transitionDuration={100}>
        <div className={classes["groups"]}>
          {module.groups.map((group) => (
            <section key={group.key} aria-label={localize(group.label)}>
              {module.groups.length > 1 && <div className={classes["groupLabel"]}>{localize(group.label)}</div>}
              {group.items.map((item) => (
                <NavigationLink key={item.key} item={item} />
              ))}
            </section>
          ))}
        </div>
      </Collapse>
    </div>
  );
}

function NavigationLink({ item }: { readonly item: NavigationItem }) {
  const localize = useLocalize();
  const { pathname, search } = useLocation();
  const [path = "", query = ""] = item.to.split("?");
  const isHere = pathname === path || pathname.startsWith(`${path}/`);
  const view = new URLSearchParams(search).get("view") ?? "";
  const isActive = isHere && (item.kind !== "doctype" || (new URLSearchParams(query).get("view") ?? "") === view);
  return (
    <Link
      to={item.to}
      className={classes["entry"]}
      data-active={isActive || undefined}
      aria-current={isActive ? "page" : undefined}
    >
      <Icon name={item.icon} size={16} />
      <span>{localize(item.label)}</span>
    </Link>
  );
}
