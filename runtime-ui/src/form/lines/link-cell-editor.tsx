import { Combobox, TextInput, useCombobox } from "@mantine/core";
import type { CustomCellEditorProps } from "ag-grid-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LinkField } from "../../../../engine/contract/types/index.ts";
import { linkTitle } from "../../format/field-text.ts";
import { useLocalize } from "../../i18n/language.ts";
import { LinkOptions } from "../../inputs/link-options.tsx";
import { linkOffer } from "../../inputs/link-where.ts";
import { useQuickCreate } from "../../inputs/quick-create.tsx";
import { useLinkSearch } from "../../inputs/use-link-search.ts";
import { can, useMeta } from "../../meta/meta-context.tsx";
import type { FormRow } from "../model/types.ts";
import type { CellEditorContext } from "./cell-editors.tsx";
import classes from "./lines.module.css";
import { useEditorFocus } from "./use-editor-focus.ts";
import { useListEditing } from "./use-list-editing.ts";

type LinkCellEditorProps = CustomCellEditorProps<FormRow> & CellEditorContext & { readonly field: LinkField };

/** Chooses a linked document in a cell: the list below it narrows as one types, Enter takes the marked one. */
export function LinkCellEditor(props: LinkCellEditorProps) {
  const { field, form, data, eventKey, colDef, onValueChange, stopEditing } = props;
  const { t } = useTranslation();
  const localize = useLocalize();
  const target = useMeta().doctypes[field.to];
  const current = linkTitle(data, colDef.colId ?? "") ?? "";
  const [typed, setTyped] = useState(eventKey && eventKey.length === 1 ? eventKey : null);
  const input = useRef<HTMLInputElement>(null);
  const combobox = useCombobox({ defaultOpened: true });
  const offer = linkOffer(field, form.store.getState().values, data);
  const { options, isLoading, onKeyDown, take } = useLinkSearch({ doctype: field.to, offer, typed, combobox });
  const { finish, onTab } = useListEditing(props);
  const quickCreate = useQuickCreate(field.to, (id, title) => finish({ id, title }));
  useEditorFocus(props, input, (field) => typed === null && field.select());
  const onType = (text: string) => {
    setTyped(text);
    if (text === "") onValueChange({ id: null, title: null });
  };
  return (
    <div className={classes["popup"]} data-open>
      <Combobox
        store={combobox}
        withinPortal={false}
        onOptionSubmit={(id) => {
          if (id === "$create") quickCreate.open(typed ?? "");
          else finish({ id, title: options.find((option) => option.id === id)?.title ?? null });
        }}
      >
        <Combobox.EventsTarget>
          <TextInput
            ref={input}
            size="xs"
            aria-label={localize(field.label)}
            placeholder={target ? t("input.searchFor", { name: localize(target.label).toLowerCase() }) : ""}
            value={typed ?? current}
            data-typed={typed || undefined}
            onChange={(event) => onType(event.currentTarget.value)}
            onKeyDown={(event) => {
              onKeyDown(event);
              onTab(event, typed, take);
              // Nothing was typed, nothing is marked: the cell is left as it is.
              if (event.key === "Enter" && !typed && combobox.getSelectedOptionIndex() === -1) stopEditing();
            }}
          />
        </Combobox.EventsTarget>
        <LinkOptions options={options} isLoading={isLoading} value={null}>
          {can(target, "create") && (
            <Combobox.Option value="$create">
              {typed ? t("input.createNamed", { name: typed }) : t("input.create")}
            </Combobox.Option>
          )}
        </LinkOptions>
      </Combobox>
      {quickCreate.dialog}
    </div>
  );
}
