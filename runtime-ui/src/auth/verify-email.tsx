import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { verifyEmail } from "../api/accounts.ts";
import { problemText } from "../api/problem.ts";
import { useLanguage } from "../i18n/language.ts";
import { AuthFrame } from "./auth-frame.tsx";

export function VerifyEmail() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [params] = useSearchParams();
  const token = params.get("token") ?? "";
  const result = useQuery({ queryKey: ["verify-email", token], queryFn: () => verifyEmail(token), retry: false });
  const title = result.isPending ? "auth.verifying" : result.isError ? "auth.verifyFailed" : "auth.verified";
  const text = result.isError ? problemText(result.error, language).message : undefined;
  return (
    <AuthFrame title={t(title)} text={text}>
      <Anchor component={Link} to="/">
        {t("auth.continue")}
      </Anchor>
    </AuthFrame>
  );
}
