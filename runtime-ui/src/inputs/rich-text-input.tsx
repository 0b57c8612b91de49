import { ActionIcon } from "@mantine/core";
import { IconBold, IconItalic, IconList, IconListNumbers, IconUnderline } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { InputProps } from "./input-props.ts";
import classes from "./inputs.module.css";
import { safeNodes, sanitizeHtml } from "./sanitize-html.ts";

const COMMANDS = [
  { command: "bold", key: "input.bold", Icon: IconBold },
  { command: "italic", key: "input.italic", Icon: IconItalic },
  { command: "underline", key: "input.underline", Icon: IconUnderline },
  { command: "insertUnorderedList", key: "input.bullets", Icon: IconList },
  { command: "insertOrderedList", key: "input.numbers", Icon: IconListNumbers },
] as const;

/** A small editor on the browser's own: what it yields is cleaned to a handful of elements. */
export function RichTextInput({ id, value, onChange, onBlur, isInvalid, describedBy, label }: InputProps) {
  const { t } = useTranslation();
  const editor = useRef<HTMLDivElement>(null);
  const emitted = useRef<unknown>(undefined);
  useEffect(() => {
    if (editor.current && value !== emitted.current) {
      editor.current.replaceChildren(safeNodes(typeof value === "string" ? value : ""));
    }
  }, [value]);
  const emit = () => {
    const html = sanitizeHtml(editor.current?.innerHTML ?? "");
    const next = editor.current?.textContent?.trim() ? html : null;
    emitted.current = next;
    onChange(next);
  };
  return (
    <div>
      <div className={classes["richBar"]} role="toolbar" aria-label={t("input.formatting")}>
        {COMMANDS.map(({ command, key, Icon }) => (
          <ActionIcon
            key={command}
            size="sm"
            aria-label={t(key)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              document.execCommand(command);
              emit();
            }}
          >
            <Icon size={15} />
          </ActionIcon>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: formatted text cannot be typed into a textarea */}
      <div
        id={id}
        ref={editor}
        className={`${classes["rich"]} ${classes["prose"]}`}
        contentEditable
        suppressContentEditableWarning
        role="textbox"
        tabIndex={0}
        aria-multiline
        aria-label={label}
        aria-invalid={isInvalid || undefined}
        aria-describedby={describedBy}
        onInput={emit}
        onBlur={onBlur}
      />
    </div>
  );
}
