import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ACCOUNT_SCREENS } from "../../../engine/kernel/index.ts";
import { register, signIn } from "../api/accounts.ts";
import { isApiProblem } from "../api/problem.ts";
import { useLanguage } from "../i18n/language.ts";
import { AuthFrame } from "./auth-frame.tsx";
import { PASSWORD_LENGTH_MIN } from "./password-rule.ts";
import { useSubmit } from "./use-submit.ts";

export function Register() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [values, setValues] = useState({ name: "", email: "", password: "" });
  const [isSent, setSent] = useState(false);
  const set = (key: keyof typeof values) => (event: { readonly currentTarget: { readonly value: string } }) =>
    setValues({ ...values, [key]: event.currentTarget.value });
  const { isBusy, problem, onSubmit } = useSubmit(async () => {
    await register({ ...values, language });
    // Where addresses need no confirmation the person is in at once; otherwise the mail tells how to go on.
    await signIn({ email: values.email, password: values.password }).catch((error: unknown) => {
      if (!isApiProblem(error)) throw error;
      setSent(true);
    });
  });
  if (isSent) {
    return (
      <AuthFrame title={t("auth.checkMail")} text={t("auth.checkMailText", { email: values.email })}>
        <Anchor component={Link} to={ACCOUNT_SCREENS.signIn}>
          {t("auth.backToSignIn")}
        </Anchor>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title={t("auth.register")} text={t("auth.registerText")}>
      <form onSubmit={onSubmit}>
        <Stack gap="sm">
          {problem && (
            <Alert color="red" variant="light" role="alert">
              {problem}
            </Alert>
          )}
          <TextInput
            label={t("auth.name")}
            autoComplete="name"
            required
            size="md"
            value={values.name}
            onChange={set("name")}
          />
          <TextInput
            label={t("auth.email")}
            type="email"
            autoComplete="username"
            required
            size="md"
            value={values.email}
            onChange={set("email")}
          />
          <PasswordInput
            label={t("auth.password")}
            description={t("auth.passwordRule", { count: PASSWORD_LENGTH_MIN })}
            autoComplete="new-password"
            required
            minLength={PASSWORD_LENGTH_MIN}
            size="md"
            value={values.password}
            onChange={set("password")}
          />
          <Button type="submit" size="md" loading={isBusy} mt={6}>
            {t("auth.createAccount")}
          </Button>
          <Anchor component={Link} to={ACCOUNT_SCREENS.signIn} size="sm">
            {t("auth.haveAccount")}
          </Anchor>
        </Stack>
      </form>
    </AuthFrame>
  );
}
