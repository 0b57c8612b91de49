import { SegmentedControl, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { controlProps, type InputProps } from "./input-props.ts";
import { Markdown } from "./markdown.tsx";

export function MarkdownInput(props: InputProps) {
  const { t } = useTranslation();
  const [mode, setMode] = useState("write");
  const text = typeof props.value === "string" ? props.value : "";
  return (
    <div>
      <SegmentedControl
        size="xs"
        mb={6}
        value={mode}
        onChange={setMode}
        data={[
          { value: "write", label: t("input.write") },
          { value: "read", label: t("input.preview") },
        ]}
      />
      {mode === "read" ? (
        <Markdown text={text} />
      ) : (
        <Textarea
          {...controlProps(props)}
          autosize
          minRows={4}
          maxRows={20}
          value={text}
          onChange={(event) => props.onChange(event.currentTarget.value || null)}
          onBlur={props.onBlur}
        />
      )}
    </div>
  );
}
