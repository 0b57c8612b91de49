// biome-ignore-all lint/suspicious/noArrayIndexKey: an answer is shown as it came; its rows have no identity of their own
import { UnstyledButton } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { HistoryAnswer } from "../../../../engine/http/api-types.ts";
import { useLocalize } from "../../i18n/language.ts";
import { useTextContext } from "../../shared/use-text-context.ts";
import { changedLine, changeTexts } from "./change-texts.ts";
import type { RailProps } from "./document-rail.tsx";
import classes from "./rail.module.css";

const SHOWN = 3;

interface HistoryChangesProps extends RailProps {
  readonly entry: HistoryAnswer;
}

/** Which fields were changed, from what to what; long lists open on demand. A creation lists nothing: all of it was new. */
export function HistoryChanges({ doctype, document, entry }: HistoryChangesProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (entry.verb === "create") return null;
  const { changes, titles } = entry;
  const shown = isOpen ? changes : changes.slice(0, SHOWN);
  return (
    <ul className={classes["changes"]}>
      {shown.map((change, index) => (
        <Change key={index} doctype={doctype} document={document} change={change} titles={titles} />
      ))}
      {changes.length > SHOWN && !isOpen && (
        <li>
          <UnstyledButton className={classes["more"]} onClick={() => setOpen(true)}>
            {t("rail.moreChanges", { count: changes.length - SHOWN })}
          </UnstyledButton>
        </li>
      )}
    </ul>
  );
}

type FieldChange = HistoryAnswer["changes"][number];

type ChangeProps = RailProps & { readonly change: FieldChange; readonly titles: HistoryAnswer["titles"] };

function Change({ doctype, document, change, titles }: ChangeProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const context = useTextContext();
  const texts = changeTexts(context, doctype, document, change, titles);
  const line = changedLine(document, change);
  return (
    <li>
      <span>
        {localize(change.label)}
        {line !== null && ` (${t("lines.row", { number: line }).toLowerCase()})`}
      </span>
      {texts && (
        <>
          {" "}
          <del>{texts.before}</del> <IconArrowRight size={11} aria-label={t("rail.became")} /> <ins>{texts.after}</ins>
        </>
      )}
    </li>
  );
}
