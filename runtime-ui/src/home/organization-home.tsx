import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Navigate } from "react-router";
import { useMeta } from "../meta/meta-context.tsx";
import { navigationOf } from "../meta/navigation.ts";
import { useAddresses } from "../meta/use-addresses.ts";
import { rememberOrganization } from "../organizations/last-organization.ts";
import { EmptyState } from "../shared/empty-state.tsx";

/** An organization opens at its first module's home. */
export function OrganizationHome() {
  const { t } = useTranslation();
  const meta = useMeta();
  const to = useAddresses();
  const first = navigationOf(meta)[0];
  const { user, organization } = meta;
  useEffect(() => rememberOrganization(user.id, organization.slug), [user.id, organization.slug]);
  if (!first) return <EmptyState icon="key" title={t("home.nothing")} text={t("home.nothingText")} />;
  return <Navigate to={to.module(first.id)} replace />;
}
