import { Anchor } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { attachmentAddress } from "../api/documents.ts";
import { openAddress } from "../shared/download.ts";
import { useNotify } from "../shared/notify.tsx";
import classes from "./inputs.module.css";

/** An attachment by id: the picture itself, or words, that open the file in a tab of its own. */
export function FilePreview({ id, isImage }: { readonly id: string; readonly isImage: boolean }) {
  const { t } = useTranslation();
  const notify = useNotify();
  const picture = useQuery({
    queryKey: ["attachment", id, "address"],
    queryFn: () => attachmentAddress(id),
    enabled: isImage,
  });
  // An address does not hold for long: the one behind the picture may have expired by the time it is clicked.
  const open = () => openAddress(() => attachmentAddress(id)).catch(notify.refused);
  return (
    <Anchor component="button" type="button" onClick={open}>
      {isImage && picture.data ? (
        <img src={picture.data} alt={t("input.image")} className={classes["thumbnail"]} />
      ) : (
        <>
          <IconPaperclip size={14} aria-hidden /> {t("input.openFile")}
        </>
      )}
    </Anchor>
  );
}
