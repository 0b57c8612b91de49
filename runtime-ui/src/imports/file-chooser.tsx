import { Button, FileButton, Text } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import type { DragEvent } from "react";
import { useTranslation } from "react-i18next";
import { formatBytes } from "../format/numbers.ts";
import { useLanguage } from "../i18n/language.ts";
import classes from "./imports.module.css";

interface FileChooserProps {
  readonly file: File | null;
  /** File name endings. */
  readonly accept: readonly string[];
  readonly onFile: (file: File | null) => void;
}

export function FileChooser({ file, accept, onFile }: FileChooserProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    onFile(event.dataTransfer.files[0] ?? null);
  };
  return (
    <section
      className={classes["drop"]}
      aria-label={t("imports.choose")}
      onDrop={onDrop}
      onDragOver={(event) => event.preventDefault()}
    >
      <IconFileImport size={28} stroke={1.4} aria-hidden />
      {file && (
        <strong>
          {file.name} · {formatBytes(file.size, language)}
        </strong>
      )}
      <FileButton onChange={onFile} accept={accept.join(",")}>
        {(props) => (
          <Button {...props} variant={file ? "default" : "filled"}>
            {t("imports.choose")}
          </Button>
        )}
      </FileButton>
      <Text size="xs" c="dimmed">
        {t("imports.drop")} ({accept.join(", ")})
      </Text>
    </section>
  );
}
