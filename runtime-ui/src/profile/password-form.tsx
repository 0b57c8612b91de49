import { Alert, Button, PasswordInput, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { saveMe } from "../api/accounts.ts";
import { PASSWORD_LENGTH_MIN } from "../auth/password-rule.ts";
import { useSubmit } from "../auth/use-submit.ts";
import { useNotify } from "../shared/notify.tsx";
import classes from "./profile.module.css";

export function PasswordForm() {
  const { t } = useTranslation();
  const notify = useNotify();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const { isBusy, problem, onSubmit } = useSubmit(async () => {
    await saveMe({ current_password: current, password: next });
    setCurrent("");
    setNext("");
    notify.done(t("profile.passwordSaved"));
  });
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="sm">
        {problem && (
          <Alert color="red" variant="light" role="alert">
            {problem}
          </Alert>
        )}
        <PasswordInput
          label={t("profile.current")}
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("profile.next")}
          description={t("auth.passwordRule", { count: PASSWORD_LENGTH_MIN })}
          autoComplete="new-password"
          required
          minLength={PASSWORD_LENGTH_MIN}
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        <Button type="submit" className={classes["button"]} loading={isBusy}>
          {t("auth.savePassword")}
        </Button>
      </Stack>
    </form>
  );
}
