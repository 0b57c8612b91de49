import { Button } from "@mantine/core";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { useMeta } from "../../meta/meta-context.tsx";
import { useAddresses } from "../../meta/use-addresses.ts";
import { EmptyState } from "../../shared/empty-state.tsx";
import { NotFound } from "../../shared/not-found.tsx";
import { useDocumentTitle } from "../../shared/use-document-title.ts";
import { draftsOf, forgetLeft, type LeftDraft, moveDrafts } from "../draft-storage.ts";
import { LostValues } from "./lost-values.tsx";
import { leftOver } from "./take-up.ts";

interface GoneDoctypeProps {
  readonly doctype: string;
  readonly addressUnder: (doctype: string) => string;
}

/** A doctype that is not there: leads to the one it was renamed to, with what was typed; or tells what was typed into its forms. */
export function GoneDoctype({ doctype, addressUnder }: GoneDoctypeProps) {
  const { user, organization, doctypes } = useMeta();
  const navigate = useNavigate();
  const heir = Object.values(doctypes).find(({ renamed_from: former }) => former === doctype)?.id;
  const [left, setLeft] = useState<readonly LeftDraft[]>([]);
  const place = useMemo(
    () => ({ user: user.id, organization: organization.slug, doctype }),
    [user.id, organization.slug, doctype],
  );
  const address = heir && addressUnder(heir);
  // The form that was open a moment ago has put down what was typed by now.
  useEffect(() => {
    if (heir === undefined || address === undefined) return setLeft(draftsOf(place));
    moveDrafts(place, heir);
    void navigate(address, { replace: true });
  }, [place, heir, address, navigate]);
  if (heir !== undefined) return null;
  const forget = () => {
    for (const one of left) forgetLeft(one);
    setLeft([]);
  };
  return left.length > 0 ? <GoneForm left={left} onNoted={forget} /> : <NotFound />;
}

function GoneForm({ left, onNoted }: { readonly left: readonly LeftDraft[]; readonly onNoted: () => void }) {
  const { t } = useTranslation();
  const to = useAddresses();
  useDocumentTitle(t("form.gone"));
  return (
    <>
      <LostValues lost={left.flatMap(leftOver)} onNoted={onNoted} />
      <EmptyState icon="map-pin" title={t("form.gone")} text={t("form.goneText")}>
        <Button component={Link} to={to.home}>
          {t("common.home")}
        </Button>
      </EmptyState>
    </>
  );
}
