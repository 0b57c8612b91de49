import { Button, Group } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useLocalize } from "../i18n/language.ts";
import { can } from "../meta/meta-context.tsx";
import { useAddresses } from "../meta/use-addresses.ts";
import { useCameFrom } from "../meta/use-came-from.ts";
import { EmptyState } from "../shared/empty-state.tsx";
import type { ListBodyProps } from "./list-frame.tsx";
import { viewValues } from "./view-values.ts";

type ListEmptyProps = Pick<ListBodyProps, "model" | "update"> & { readonly isNarrowed: boolean };

/** No row: either nothing matches, which can be undone, or nothing exists yet, which can be begun. */
export function ListEmpty({ model, isNarrowed, update }: ListEmptyProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const to = useAddresses();
  const from = useCameFrom();
  const { doctype } = model;
  if (isNarrowed) {
    const onClear = () => update({ search: "", chips: [], conditions: [] });
    return (
      <EmptyState icon={doctype.icon} title={t("list.noMatch")} text={t("list.noMatchText")}>
        <Button variant="default" onClick={onClear}>
          {t("list.clearFilters")}
        </Button>
      </EmptyState>
    );
  }
  const text = doctype.description ? localize(doctype.description) : t("list.emptyText");
  return (
    <EmptyState
      icon={doctype.icon}
      title={t("list.empty", { name: localize(doctype.label).toLowerCase() })}
      text={text}
    >
      {can(doctype, "create") && (
        <Group>
          <Button
            component={Link}
            to={to.create(doctype.id, { ...viewValues(model.view), ...from })}
            leftSection={<IconPlus size={15} />}
          >
            {t("list.createFirst")}
          </Button>
        </Group>
      )}
    </EmptyState>
  );
}
