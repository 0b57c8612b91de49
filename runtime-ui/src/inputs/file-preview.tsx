import { Anchor } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { loadAttachment } from "../api/documents.ts";
import { openBlob } from "../shared/download.ts";
import { useNotify } from "../shared/notify.ts";
import classes from "./inputs.module.css";

/** An attachment by id: the picture itself, or a link that opens the file. Bytes need the session's token. */
export function FilePreview({ id, isImage }: { readonly id: string; readonly isImage: boolean }) {
  const { t } = useTranslation();
  const notify = useNotify();
  const bytes = useQuery({ queryKey: ["attachment", id], queryFn: () => loadAttachment(id), enabled: isImage });
  const url = useMemo(() => (bytes.data ? URL.createObjectURL(bytes.data) : null), [bytes.data]);
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url]);
  if (isImage && url) return <img src={url} alt={t("input.image")} className={classes["thumbnail"]} />;
  const open = () => openBlob(() => loadAttachment(id), "file").catch(notify.refused);
  return (
    <Anchor component="button" type="button" onClick={open}>
      <IconPaperclip size={14} aria-hidden /> {t("input.openFile")}
    </Anchor>
  );
}
