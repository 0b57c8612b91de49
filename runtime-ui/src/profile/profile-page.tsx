import { Button, Divider, SegmentedControl, Stack, Text, TextInput, Title, useMantineColorScheme } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { saveMe } from "../api/accounts.ts";
import { useSignOut } from "../auth/use-sign-out.ts";
import { rememberLanguage, useLanguage } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { useNotify } from "../shared/notify.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { PasswordForm } from "./password-form.tsx";
import classes from "./profile.module.css";

export function ProfilePage() {
  const { t, i18n } = useTranslation();
  const { user } = useMeta();
  const notify = useNotify();
  const signOut = useSignOut();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [name, setName] = useState(user.name);
  const save = (body: Parameters<typeof saveMe>[0]) =>
    saveMe(body)
      .then(() => notify.done(t("common.saved")))
      .catch(notify.refused);
  return (
    <>
      <PageHeader title={t("profile.title")} />
      <Stack className={classes["page"]} gap="xl">
        <Block title={t("profile.identity")}>
          <TextInput label={t("auth.email")} value={user.email} readOnly variant="filled" />
          <TextInput
            label={t("auth.name")}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button
            className={classes["button"]}
            disabled={name === user.name || !name.trim()}
            onClick={() => void save({ name: name.trim() })}
          >
            {t("common.save")}
          </Button>
        </Block>
        <Divider />
        <Block title={t("profile.language")}>
          <SegmentedControl
            className={classes["button"]}
            aria-label={t("profile.language")}
            value={language}
            onChange={(next) => {
              rememberLanguage(next as "fr" | "en");
              void i18n.changeLanguage(next);
              void save({ language: next as "fr" | "en" });
            }}
            data={[
              { value: "fr", label: "Français" },
              { value: "en", label: "English" },
            ]}
          />
        </Block>
        <Block title={t("profile.theme")}>
          <SegmentedControl
            className={classes["button"]}
            aria-label={t("profile.theme")}
            value={colorScheme}
            onChange={(next) => {
              setColorScheme(next as "light" | "dark" | "auto");
              void save({ theme: next === "auto" ? "system" : (next as "light" | "dark") });
            }}
            data={[
              { value: "light", label: t("profile.light") },
              { value: "dark", label: t("profile.dark") },
              { value: "auto", label: t("profile.system") },
            ]}
          />
        </Block>
        <Divider />
        <Block title={t("profile.password")}>
          <PasswordForm />
        </Block>
        <Divider />
        <Block title={t("profile.sessions")}>
          <Text c="dimmed" size="sm">
            {t("profile.sessionsText")}
          </Text>
          <Button className={classes["button"]} variant="default" onClick={() => signOut(true)}>
            {t("profile.signOutAll")}
          </Button>
        </Block>
      </Stack>
    </>
  );
}

function Block({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <Title order={2} mb="sm">
        {title}
      </Title>
      <Stack gap="sm">{children}</Stack>
    </section>
  );
}
