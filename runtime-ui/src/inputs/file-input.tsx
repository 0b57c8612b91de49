import { Button, CloseButton, FileButton, Text } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addAttachment } from "../api/documents.ts";
import { useNotify } from "../shared/notify.ts";
import { useFormTarget } from "./form-target.ts";
import { FilePreview } from "./file-preview.tsx";
import type { InputProps } from "./input-props.ts";
import classes from "./inputs.module.css";

/** A file goes to the document's attachments; the field keeps its id. A new document must be saved once before. */
export function FileFieldInput({ id, field, value, onChange }: InputProps) {
  const { t } = useTranslation();
  const notify = useNotify();
  const target = useFormTarget();
  const [isBusy, setBusy] = useState(false);
  if (field.type !== "file" && field.type !== "image") return null;
  const upload = async (file: File | null) => {
    if (!file || !target) return;
    setBusy(true);
    try {
      onChange((await addAttachment(target.doctype, target.id, file)).id);
    } catch (error) {
      notify.refused(error);
    } finally {
      setBusy(false);
    }
  };
  if (typeof value === "string") {
    return (
      <div className={classes["file"]}>
        <FilePreview id={value} isImage={field.type === "image"} />
        <CloseButton size="sm" aria-label={t("input.removeFile")} onClick={() => onChange(null)} />
      </div>
    );
  }
  return (
    <div className={classes["file"]}>
      <FileButton onChange={(file) => void upload(file)} accept={field.accept?.join(",")} disabled={!target}>
        {(props) => (
          <Button {...props} id={id} variant="default" loading={isBusy} leftSection={<IconUpload size={14} />} disabled={!target}>
            {t("input.chooseFile")}
          </Button>
        )}
      </FileButton>
      {!target && (
        <Text size="xs" c="dimmed">
          {t("input.saveBeforeFile")}
        </Text>
      )}
    </div>
  );
}
