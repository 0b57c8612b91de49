import { Button, CloseButton, SegmentedControl, TextInput, UnstyledButton } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useLocalize } from "../i18n/language.ts";
import { useTypedAddress } from "../shared/use-typed-address.ts";
import { AddFilter } from "./add-filter.tsx";
import { ColumnChooser } from "./column-chooser.tsx";
import { ConditionChip } from "./condition-chip.tsx";
import classes from "./list.module.css";
import type { ListBodyProps } from "./list-frame.tsx";
import { isNarrowed } from "./list-state.ts";

type ListToolbarProps = Omit<ListBodyProps, "controls">;

/** Search, views, named filters, own conditions, columns: all of it ends up in the address. */
export function ListToolbar({ model, state, update }: ListToolbarProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const { views, view } = model;
  const removeCondition = (index: number) => update({ conditions: state.conditions.toSpliced(index, 1) });
  return (
    <search className={classes["toolbar"]}>
      {(model.doctype.search?.length ?? 0) > 0 && (
        <SearchBox search={state.search} onSearch={(search) => update({ search })} />
      )}
      {views.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label={t("list.view")}
          data={views.map((candidate) => ({ value: candidate.id, label: localize(candidate.label) }))}
          value={view.id}
          onChange={(id) => update({ view: id === views[0]?.id ? undefined : id, chips: [] })}
        />
      )}
      <NamedFilters model={model} state={state} update={update} />
      {state.conditions.map((condition, index) => (
        <ConditionChip
          key={`${condition.path}:${index}`}
          model={model}
          condition={condition}
          onChange={(next) => update({ conditions: state.conditions.with(index, next) })}
          onRemove={() => removeCondition(index)}
        />
      ))}
      <AddFilter model={model} onAdd={(condition) => update({ conditions: [...state.conditions, condition] })} />
      {isNarrowed(state) && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          onClick={() => update({ search: "", chips: [], conditions: [] })}
        >
          {t("list.clearFilters")}
        </Button>
      )}
      <span className={classes["spring"]} />
      <ColumnChooser model={model} />
    </search>
  );
}

function NamedFilters({ model, state, update }: ListToolbarProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const filters = Object.entries(model.view.filters ?? {});
  if (filters.length === 0) return null;
  const toggle = (id: string) => {
    const isOn = state.chips.includes(id);
    update({ chips: isOn ? state.chips.filter((chip) => chip !== id) : [...state.chips, id] });
  };
  return (
    <fieldset className={classes["chips"]} aria-label={t("list.filters")}>
      {filters.map(([id, { label }]) => (
        <UnstyledButton
          key={id}
          className={classes["chip"]}
          aria-pressed={state.chips.includes(id)}
          onClick={() => toggle(id)}
        >
          {localize(label)}
        </UnstyledButton>
      ))}
    </fieldset>
  );
}

function SearchBox({ search, onSearch }: { readonly search: string; readonly onSearch: (text: string) => void }) {
  const { t } = useTranslation();
  const [text, onChange] = useTypedAddress(search, onSearch);
  const clear = text && <CloseButton size="xs" aria-label={t("common.clear")} onClick={() => onChange("")} />;
  return (
    <TextInput
      className={classes["search"]}
      size="xs"
      type="search"
      placeholder={t("common.search")}
      aria-label={t("list.searchIn")}
      leftSection={<IconSearch size={14} stroke={1.8} />}
      rightSection={clear}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
