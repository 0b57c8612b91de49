import { Group, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Logo } from "../shared/logo.tsx";
import { useDocumentTitle } from "../shared/use-document-title.ts";
import { ColorSchemeToggle } from "../shell/color-scheme-toggle.tsx";
import { LanguageSwitch } from "../shell/language-switch.tsx";
import classes from "./auth-frame.module.css";

interface AuthFrameProps {
  readonly title: string;
  readonly text?: string;
  readonly children: ReactNode;
}

/** The frame of the screens before the shell: sign-in, registration, passwords, a new organization. */
export function AuthFrame({ title, text, children }: AuthFrameProps) {
  const { t } = useTranslation();
  useDocumentTitle(title);
  return (
    <div className={classes["frame"]}>
      <Group className={classes["corner"]} gap={4}>
        <LanguageSwitch />
        <ColorSchemeToggle />
      </Group>
      <main className={classes["card"]}>
        <div className={classes["brand"]}>
          <Logo size={36} />
          <span>Perfex ERP</span>
        </div>
        <Title order={1} className={classes["title"]}>
          {title}
        </Title>
        {text && (
          <Text c="dimmed" mb="lg">
            {text}
          </Text>
        )}
        {children}
      </main>
      <Text size="xs" c="dimmed" className={classes["foot"]}>
        {t("auth.tagline")}
      </Text>
    </div>
  );
}
