import type { ColDef, SuppressKeyboardEventParams } from "ag-grid-community";
import type { CustomCellEditorProps } from "ag-grid-react";
import { useEffect, useRef, useState } from "react";
import type { Field } from "../../../../engine/contract/types/index.ts";
import { type EditorKind, looksOf } from "../../field-types/field-looks.ts";
import { formatDate, formatDuration } from "../../format/dates.ts";
import { editableNumber } from "../../format/numbers.ts";
import { useLanguage } from "../../i18n/language.ts";
import { isNumeric } from "../../meta/columns.ts";
import type { OpenForm } from "../form-context.ts";
import type { FormRow } from "../model/types.ts";
import { ChoiceCellEditor } from "./choice-cell-editor.tsx";
import classes from "./lines.module.css";
import { LinkCellEditor } from "./link-cell-editor.tsx";
import { useEditorFocus } from "./use-editor-focus.ts";

export interface CellEditorContext {
  readonly form: OpenForm;
  readonly table: string;
}

/** How cells of a field are edited: lists open below the cell, long texts above it, the rest is typed in place. */
export function editorOf(field: Field, context: CellEditorContext): Partial<ColDef<FormRow>> {
  const params = { field, ...context };
  return { ...EDITORS[looksOf(field).editor], cellEditorParams: params };
}

/**
 * While a list is open, Enter takes its marked entry and the arrows move in it: the grid must leave them alone. So does Tab where
 * something was typed, and goes on to the next cell.
 */
const isForList = ({ editing, event }: SuppressKeyboardEventParams<FormRow>) =>
  editing &&
  (["Enter", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key) ||
    (event.key === "Tab" && (event.target as HTMLElement).dataset["typed"] !== undefined));

/** Shift+Enter is a new line of the text, arrows move in it; Enter alone leaves the cell as in every other column. */
const isForText = ({ editing, event }: SuppressKeyboardEventParams<FormRow>) =>
  editing && ((event.key === "Enter" && event.shiftKey) || event.key.startsWith("Arrow"));

/** Below its cell a list leaves the next one free to be clicked. */
const LIST = { cellEditorPopup: true, cellEditorPopupPosition: "under", suppressKeyboardEvent: isForList } as const;

const EDITORS: Readonly<Record<EditorKind, Partial<ColDef<FormRow>>>> = {
  link: { cellEditor: LinkCellEditor, ...LIST },
  choice: { cellEditor: ChoiceCellEditor, ...LIST },
  prose: { cellEditor: LongTextCellEditor, cellEditorPopup: true, suppressKeyboardEvent: isForText },
  text: { cellEditor: TextCellEditor },
};

type EditorProps = CustomCellEditorProps<FormRow> & { readonly field: Field };

/** What stands in the cell when typing begins: the typed sign, or the value as one would write it. */
function startText({ eventKey, value, field }: EditorProps, language: "fr" | "en"): string {
  if (eventKey && eventKey.length === 1) return eventKey;
  if (eventKey === "Backspace" || eventKey === "Delete" || value === null || value === undefined) return "";
  const { read } = looksOf(field);
  if (read === "number") return editableNumber(value, language);
  if (read === "date") return formatDate(value, language);
  if (read === "duration") return formatDuration(value, language);
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Text of an editor. What it begins with is handed over at once: leaving after a single key keeps that key. */
function useTypedText(props: EditorProps): readonly [string, (text: string) => void] {
  const { onValueChange } = props;
  const language = useLanguage();
  const [text, setText] = useState(() => startText(props, language));
  const begun = useRef(isReplacing(props) ? text : null);
  useEffect(() => {
    if (begun.current !== null) onValueChange({ typed: begun.current });
    begun.current = null;
  }, [onValueChange]);
  const onType = (typed: string) => {
    setText(typed);
    onValueChange({ typed });
  };
  return [text, onType];
}

/** Did a key open the editor that takes the place of what stood in the cell? */
const isReplacing = ({ eventKey }: EditorProps) =>
  eventKey?.length === 1 || eventKey === "Backspace" || eventKey === "Delete";

function TextCellEditor(props: EditorProps) {
  const language = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const [text, onType] = useTypedText(props);
  useEditorFocus(props, input, (field) => props.eventKey?.length !== 1 && field.select());
  return (
    <input
      ref={input}
      className={classes["editor"]}
      data-numeric={isNumeric(props.field) || undefined}
      inputMode={isNumeric(props.field) ? "decimal" : undefined}
      aria-label={props.field.label[language]}
      value={text}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}

function LongTextCellEditor(props: EditorProps) {
  const language = useLanguage();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, onType] = useTypedText(props);
  useEditorFocus(props, area, (field) => field.setSelectionRange(field.value.length, field.value.length));
  return (
    <textarea
      ref={area}
      rows={4}
      className={classes["area"]}
      style={{ width: Math.max(props.column.getActualWidth(), 280) }}
      aria-label={props.field.label[language]}
      value={text}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}
