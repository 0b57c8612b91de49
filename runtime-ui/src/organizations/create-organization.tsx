import { Alert, Anchor, Button, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { createOrganization, reloadMe } from "../api/accounts.ts";
import { useSession } from "../api/session.ts";
import { AuthFrame } from "../auth/auth-frame.tsx";
import { useSubmit } from "../auth/use-submit.ts";
import { useLanguage } from "../i18n/language.ts";
import { COUNTRIES, countryName } from "./countries.ts";

/** A usable company from a name and a country; chart, currency and taxes follow the country. */
export function CreateOrganization() {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const { me } = useSession();
  const [name, setName] = useState("");
  const [country, setCountry] = useState("FR");
  const [fiscalYearStart, setFiscalYearStart] = useState(`${new Date().getFullYear()}-01-01`);
  const { isBusy, problem, onSubmit } = useSubmit(async () => {
    const body = { name, country, language, fiscal_year_start: fiscalYearStart };
    const created = await createOrganization(body);
    await reloadMe();
    navigate(`/o/${created.slug}`);
  });
  return (
    <AuthFrame title={t("organization.create")} text={t("organization.createText")}>
      <form onSubmit={onSubmit}>
        <Stack gap="sm">
          {problem && (
            <Alert color="red" variant="light" role="alert">
              {problem}
            </Alert>
          )}
          <TextInput
            label={t("organization.name")}
            autoComplete="organization"
            required
            size="md"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label={t("organization.country")}
            description={t("organization.countryText")}
            data={COUNTRIES.map((code) => ({ value: code, label: countryName(code, language) }))}
            allowDeselect={false}
            searchable
            size="md"
            value={country}
            onChange={(value) => setCountry(value ?? "FR")}
          />
          <TextInput
            label={t("organization.fiscalYearStart")}
            type="date"
            required
            size="md"
            value={fiscalYearStart}
            onChange={(event) => setFiscalYearStart(event.currentTarget.value)}
          />
          <Button type="submit" size="md" loading={isBusy} mt={6}>
            {t("organization.create")}
          </Button>
          {(me?.organizations.length ?? 0) > 0 && (
            <Anchor component={Link} to="/" size="sm">
              {t("common.back")}
            </Anchor>
          )}
        </Stack>
      </form>
    </AuthFrame>
  );
}
