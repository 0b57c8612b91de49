import { Alert, Anchor, Button, PasswordInput, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { ACCOUNT_SCREENS } from "../../../engine/kernel/index.ts";
import { resetPassword } from "../api/accounts.ts";
import { AuthFrame } from "./auth-frame.tsx";
import { PASSWORD_LENGTH_MIN } from "./password-rule.ts";
import { useSubmit } from "./use-submit.ts";

export function ResetPassword() {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const [password, setPassword] = useState("");
  const [isDone, setDone] = useState(false);
  const { isBusy, problem, onSubmit } = useSubmit(async () => {
    await resetPassword({ token: params.get("token") ?? "", password });
    setDone(true);
  });
  const toSignIn = (
    <Anchor component={Link} to={ACCOUNT_SCREENS.signIn} size="sm">
      {t("auth.backToSignIn")}
    </Anchor>
  );
  if (isDone) {
    return (
      <AuthFrame title={t("auth.passwordChanged")} text={t("auth.passwordChangedText")}>
        {toSignIn}
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={t("auth.newPassword")}>
      <form onSubmit={onSubmit}>
        <Stack gap="sm">
          {problem && (
            <Alert color="red" variant="light" role="alert">
              {problem}
            </Alert>
          )}
          <PasswordInput
            label={t("auth.newPassword")}
            description={t("auth.passwordRule", { count: PASSWORD_LENGTH_MIN })}
            autoComplete="new-password"
            required
            minLength={PASSWORD_LENGTH_MIN}
            size="md"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" size="md" loading={isBusy} mt={6}>
            {t("auth.savePassword")}
          </Button>
          {toSignIn}
        </Stack>
      </form>
    </AuthFrame>
  );
}
