import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ACCOUNT_SCREENS } from "../../../engine/kernel/index.ts";
import { signIn } from "../api/accounts.ts";
import { useSession } from "../api/session.ts";
import classes from "./auth-frame.module.css";
import { AuthFrame } from "./auth-frame.tsx";
import { useSubmit } from "./use-submit.ts";

export function SignIn() {
  const { t } = useTranslation();
  const { isDepartureOwed } = useSession();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { isBusy, problem, onSubmit } = useSubmit(async () => {
    await signIn({ email, password });
  });
  return (
    <AuthFrame title={t("auth.signIn")} text={t("auth.signInText")}>
      <form onSubmit={onSubmit}>
        <Stack gap="sm">
          {isDepartureOwed && (
            <Alert color="yellow" variant="light" role="status">
              {t("auth.departureOwed")}
            </Alert>
          )}
          {problem && (
            <Alert color="red" variant="light" role="alert">
              {problem}
            </Alert>
          )}
          <TextInput
            label={t("auth.email")}
            type="email"
            name="email"
            autoComplete="username"
            required
            withAsterisk={false}
            size="md"
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t("auth.password")}
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            size="md"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" size="md" loading={isBusy} mt={6} fullWidth>
            {t("auth.signIn")}
          </Button>
          <div className={classes["links"]}>
            <Anchor component={Link} to={ACCOUNT_SCREENS.forgotPassword} size="sm">
              {t("auth.forgot")}
            </Anchor>
            <Anchor component={Link} to={ACCOUNT_SCREENS.register} size="sm">
              {t("auth.register")}
            </Anchor>
          </div>
        </Stack>
      </form>
    </AuthFrame>
  );
}
