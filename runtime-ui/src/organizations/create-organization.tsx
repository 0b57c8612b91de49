import { Alert, Anchor, Button, Select, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { QuestionAnswer } from "../../../engine/http/api-types.ts";
import { createOrganization, loadQuestions, reloadMe } from "../api/accounts.ts";
import { useSession } from "../api/session.ts";
import { AuthFrame } from "../auth/auth-frame.tsx";
import { useSubmit } from "../auth/use-submit.ts";
import { useLanguage } from "../i18n/language.ts";
import { COUNTRIES, countryName } from "./countries.ts";

/** A usable company from a name, a country and what the product asks besides; the rest follows the country. */
export function CreateOrganization() {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const { me } = useSession();
  const [name, setName] = useState("");
  const [country, setCountry] = useState("FR");
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  const { data: asked = [] } = useQuery({ queryKey: ["questions"], queryFn: loadQuestions });
  const questions = asked.filter((question) => question.is_on_screen);
  const answerTo = ({ id, proposed }: QuestionAnswer) => answers[id] ?? proposed ?? "";
  const { isBusy, problem, onSubmit } = useSubmit(async () => {
    const told = Object.fromEntries(questions.map((question) => [question.id, answerTo(question)]));
    const created = await createOrganization({ ...told, name, country, language });
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
          {questions.map((question) => (
            <TextInput
              key={question.id}
              label={question.label[language]}
              description={question.help[language]}
              type={question.type}
              required
              size="md"
              value={answerTo(question)}
              onChange={({ currentTarget: { value } }) => setAnswers((given) => ({ ...given, [question.id]: value }))}
            />
          ))}
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
