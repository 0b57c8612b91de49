import { Anchor, Breadcrumbs, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import classes from "./page-header.module.css";
import { useDocumentTitle } from "./use-document-title.ts";

export interface Crumb {
  readonly label: string;
  readonly to: string;
}

interface PageHeaderProps {
  readonly title: string;
  readonly crumbs?: readonly Crumb[];
  /** Beside the title: status, count. */
  readonly aside?: ReactNode;
  /** Buttons, at the right. */
  readonly children?: ReactNode;
}

export function PageHeader({ title, crumbs = [], aside, children }: PageHeaderProps) {
  useDocumentTitle(title);
  return (
    <header className={classes["header"]}>
      <div className={classes["names"]}>
        {crumbs.length > 0 && (
          <Breadcrumbs separator="/" separatorMargin={6} className={classes["crumbs"]}>
            {crumbs.map((crumb) => (
              <Anchor key={crumb.to} component={Link} to={crumb.to} c="dimmed" size="xs">
                {crumb.label}
              </Anchor>
            ))}
          </Breadcrumbs>
        )}
        <div className={classes["titleLine"]}>
          <Title order={1} className={classes["title"]}>
            {title}
          </Title>
          {aside}
        </div>
      </div>
      {children && <div className={classes["actions"]}>{children}</div>}
    </header>
  );
}
