// biome-ignore-all lint/suspicious/noArrayIndexKey: an answer is shown as it came; its rows have no identity of their own
import { UnstyledButton } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { HistoryAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { fieldText } from "../../format/field-text.ts";
import { useLocalize } from "../../i18n/language.ts";
import { DOCSTATUS_FIELD } from "../../meta/columns.ts";
import { useMeta } from "../../meta/meta-context.tsx";
import { useTextContext } from "../../shared/use-text-context.ts";
import classes from "./rail.module.css";

const SHOWN = 3;

interface HistoryChangesProps {
  readonly doctype: MetaDoctype;
  readonly entry: HistoryAnswer;
}

/** Which fields were changed, from what to what; long lists open on demand. A creation lists nothing: all of it was new. */
export function HistoryChanges({ doctype, entry }: HistoryChangesProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (entry.verb === "create") return null;
  const changes = entry.changes.filter((change) => !isReference(doctype, change));
  const shown = isOpen ? changes : changes.slice(0, SHOWN);
  return (
    <ul className={classes["changes"]}>
      {shown.map((change, index) => (
        <Change key={index} doctype={doctype} change={change} />
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

/** A change of a link says only ids; the name of the field is all a person can read. */
function isReference(doctype: MetaDoctype, { field, column }: FieldChange): boolean {
  return column === undefined && doctype.fields[field] === undefined && field !== "docstatus" && field !== "number";
}

function Change({ doctype, change }: { readonly doctype: MetaDoctype; readonly change: FieldChange }) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const context = useTextContext();
  const meta = useMeta();
  const header = doctype.fields[change.field];
  const child = header?.type === "table" ? meta.doctypes[header.of] : undefined;
  const field = change.column ? child?.fields[change.column] : change.field === "docstatus" ? DOCSTATUS_FIELD : header;
  const label = [localize(header?.label ?? field?.label), change.column && localize(field?.label)]
    .filter(Boolean)
    .join(" › ");
  const text = (value: unknown) => {
    if (value === null || value === undefined) return "—";
    if (!field || field.type === "link" || field.type === "dynamic_link" || field.type === "table") return "…";
    return fieldText(context, field, "value", { value });
  };
  const isPlain = field && field.type !== "link" && field.type !== "table" && field.type !== "dynamic_link";
  return (
    <li>
      <span>{label || change.field}</span>
      {isPlain && (
        <>
          {" "}
          <del>{text(change.before)}</del> <IconArrowRight size={11} aria-label={t("rail.became")} />{" "}
          <ins>{text(change.after)}</ins>
        </>
      )}
    </li>
  );
}
