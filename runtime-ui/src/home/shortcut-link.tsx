import { IconChevronRight } from "@tabler/icons-react";
import { Link } from "react-router";
import { useLocalize } from "../i18n/language.ts";
import type { NavigationItem } from "../meta/navigation.ts";
import { Icon } from "../shared/icon.tsx";
import classes from "./home.module.css";

export function ShortcutLink({ item }: { readonly item: NavigationItem }) {
  const localize = useLocalize();
  return (
    <Link to={item.to} className={classes["shortcut"]}>
      <Icon name={item.icon} size={17} />
      <span>{localize(item.label)}</span>
      <IconChevronRight size={14} aria-hidden />
    </Link>
  );
}
