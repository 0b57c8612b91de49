import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import classes from "./states.module.css";

interface EmptyStateProps {
  readonly icon: string | undefined;
  readonly title: string;
  readonly text?: string;
  /** What to do first. */
  readonly children?: ReactNode;
}

export function EmptyState({ icon, title, text, children }: EmptyStateProps) {
  return (
    <Stack className={classes["state"]} align="center" justify="center" gap={10}>
      <span className={classes["disc"]}>
        <Icon name={icon} size={24} />
      </span>
      <Title order={2}>{title}</Title>
      {text && (
        <Text c="dimmed" maw={420}>
          {text}
        </Text>
      )}
      {children}
    </Stack>
  );
}
