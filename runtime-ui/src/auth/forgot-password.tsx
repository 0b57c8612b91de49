import { Alert, Anchor, Button, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ACCOUNT_SCREENS } from "../../../engine/kernel/index.ts";
import { forgotPassword } from "../api/accounts.ts";
import { AuthFrame } from "./auth-frame.tsx";
import { useSubmit } from "./use-submit.ts";

export function ForgotPassword() {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const [isSent, setSent] = useState(false);
  const { isBusy, problem, onSubmit } = useSubmit(async () => {
    await forgotPassword(email);
    setSent(true);
  });
  const back = (
    <Anchor component={Link} to={ACCOUNT_SCREENS.signIn} size="sm">
      {t("auth.backToSignIn")}
    </Anchor>
  );
  if (isSent) {
    return (
      <AuthFrame title={t("auth.checkMail")} text={t("auth.resetSent", { email })}>
        {back}
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={t("auth.forgot")} text={t("auth.forgotText")}>
      <form onSubmit={onSubmit}>
        <Stack gap="sm">
          {problem && (
            <Alert color="red" variant="light" role="alert">
              {problem}
            </Alert>
          )}
          <TextInput
            label={t("auth.email")}
            type="email"
            autoComplete="username"
            required
            size="md"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button type="submit" size="md" loading={isBusy} mt={6}>
            {t("auth.sendLink")}
          </Button>
          {back}
        </Stack>
      </form>
    </AuthFrame>
  );
}
