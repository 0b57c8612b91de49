import { ActionIcon, Button, FileButton, Text, UnstyledButton } from "@mantine/core";
import { IconDownload, IconFile, IconTrash, IconUpload } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type DragEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { addAttachment, attachmentAddress, deleteAttachment, getAttachments } from "../../api/documents.ts";
import { formatRelative } from "../../format/dates.ts";
import { formatBytes } from "../../format/numbers.ts";
import { useLanguage } from "../../i18n/language.ts";
import { openAddress, saveAddress } from "../../shared/download.ts";
import { useNotify } from "../../shared/notify.tsx";
import { useOfferedActions } from "../actions/use-offered-actions.ts";
import type { RailProps } from "./document-rail.tsx";
import classes from "./rail.module.css";

/** Files kept with the document: dropped or chosen, opened, removed. */
export function FilesPanel({ doctype, document }: RailProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const notify = useNotify();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const key = ["doctype", doctype.id, "doc", document.id, "attachments"];
  const files = useQuery({ queryKey: key, queryFn: () => getAttachments(doctype.id, document.id) });
  const mayChange = useOfferedActions(doctype, document).may("comment");
  const change = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
      await client.invalidateQueries({ queryKey: key });
    } catch (error) {
      notify.refused(error);
    } finally {
      setBusy(false);
    }
  };
  const upload = (chosen: readonly File[]) =>
    change(async () => {
      for (const file of chosen) await addAttachment(doctype.id, document.id, file);
    });
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    if (mayChange && event.dataTransfer.files.length > 0) void upload([...event.dataTransfer.files]);
  };
  const open = (id: string) => openAddress(() => attachmentAddress(id)).catch(notify.refused);
  const download = (id: string) =>
    saveAddress(async () => `${await attachmentAddress(id)}&download=true`).catch(notify.refused);
  return (
    <section
      className={classes["files"]}
      aria-label={t("rail.files")}
      onDrop={onDrop}
      onDragOver={(event) => event.preventDefault()}
    >
      {mayChange && (
        <FileButton multiple onChange={(chosen) => void upload(chosen)}>
          {(props) => (
            <Button {...props} variant="default" fullWidth loading={isBusy} leftSection={<IconUpload size={14} />}>
              {t("rail.addFiles")}
            </Button>
          )}
        </FileButton>
      )}
      {files.data?.length === 0 && (
        <Text size="xs" c="dimmed" ta="center">
          {t("rail.noFiles")}
        </Text>
      )}
      <ul className={classes["plain"]}>
        {files.data?.map((file) => (
          <li key={file.id} className={classes["fileRow"]}>
            <IconFile size={16} stroke={1.6} aria-hidden />
            <UnstyledButton className={classes["fileName"]} onClick={() => void open(file.id)}>
              <span>{file.file_name}</span>
              <small>
                {formatBytes(file.size_bytes, language)} · {formatRelative(file.created_at, language)}
              </small>
            </UnstyledButton>
            <ActionIcon
              size="sm"
              aria-label={t("rail.downloadFile", { name: file.file_name })}
              onClick={() => void download(file.id)}
            >
              <IconDownload size={14} />
            </ActionIcon>
            {mayChange && (
              <ActionIcon
                size="sm"
                aria-label={t("rail.removeFile", { name: file.file_name })}
                onClick={() => void change(() => deleteAttachment(doctype.id, document.id, file.id))}
              >
                <IconTrash size={14} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
