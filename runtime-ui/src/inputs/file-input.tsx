import { Button, CloseButton, FileButton } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addAttachment, uploadForField } from "../api/documents.ts";
import { useNotify } from "../shared/notify.tsx";
import { FilePreview } from "./file-preview.tsx";
import { useFormTarget } from "./form-target.ts";
import type { InputProps } from "./input-props.ts";
import classes from "./inputs.module.css";

/** A file goes to the document's attachments, before the first save to a waiting place; the field keeps its id. */
export function FileFieldInput({ id, field, name, value, onChange }: InputProps) {
  const { t } = useTranslation();
  const notify = useNotify();
  const target = useFormTarget();
  const [isBusy, setBusy] = useState(false);
  if (field.type !== "file" && field.type !== "image") return null;
  const upload = async (file: File | null) => {
    if (!file || !target) return;
    setBusy(true);
    try {
      const { doctype, id: document } = target;
      const stored = document
        ? await addAttachment(doctype, document, file)
        : await uploadForField(doctype, name, file);
      onChange(stored.id);
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
          <Button
            {...props}
            id={id}
            variant="default"
            loading={isBusy}
            leftSection={<IconUpload size={14} />}
            disabled={!target}
          >
            {t("input.chooseFile")}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
