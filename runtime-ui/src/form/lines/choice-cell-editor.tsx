import { Combobox, TextInput, useCombobox } from "@mantine/core";
import type { CustomCellEditorProps } from "ag-grid-react";
import { useEffect, useRef, useState } from "react";
import type { ChoiceField } from "../../../../engine/contract/types/index.ts";
import { useLocalize } from "../../i18n/language.ts";
import { matchesWords } from "../../shared/match-words.ts";
import type { FormRow } from "../model/types.ts";
import classes from "./lines.module.css";
import { useEditorFocus } from "./use-editor-focus.ts";
import { useListEditing } from "./use-list-editing.ts";

type ChoiceCellEditorProps = CustomCellEditorProps<FormRow> & { readonly field: ChoiceField };

export function ChoiceCellEditor(props: ChoiceCellEditorProps) {
  const { field, eventKey } = props;
  const localize = useLocalize();
  const [typed, setTyped] = useState(eventKey && eventKey.length === 1 ? eventKey : "");
  const input = useRef<HTMLInputElement>(null);
  const combobox = useCombobox({ defaultOpened: true });
  const options = Object.entries(field.options).filter(([, { label }]) => matchesWords(localize(label), typed));
  useEditorFocus(props, input, () => undefined);
  const { selectFirstOption } = combobox;
  const shownValues = options.map(([value]) => value).join();
  useEffect(() => {
    if (shownValues) selectFirstOption();
  }, [shownValues, selectFirstOption]);
  const { finish, onTab } = useListEditing(props);
  return (
    <div className={classes["popup"]}>
      <Combobox store={combobox} withinPortal={false} onOptionSubmit={(choice) => finish({ choice })}>
        <Combobox.EventsTarget>
          <TextInput
            ref={input}
            size="xs"
            aria-label={localize(field.label)}
            value={typed}
            data-typed={typed || undefined}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => onTab(event, typed, () => combobox.clickSelectedOption())}
          />
        </Combobox.EventsTarget>
        <Combobox.Options>
          {options.map(([value, { label }]) => (
            <Combobox.Option key={value} value={value}>
              {localize(label)}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox>
    </div>
  );
}
