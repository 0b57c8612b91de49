import { UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useFormState, useOpenForm } from "./form-context.ts";
import classes from "./form-editor.module.css";
import { byOrder, tabFields } from "./layout/form-layout.tsx";
import { usePlaceName } from "./use-place-name.ts";

/** Everything that keeps the document from being saved; each entry leads to its field. */
export function ErrorSummary() {
  const { t } = useTranslation();
  const placeOf = usePlaceName();
  const { layout } = useOpenForm();
  const { errors } = useFormState();
  const [, setParams] = useSearchParams();
  const entries = Object.entries(errors);
  if (entries.length === 0) return null;
  const jump = (pointer: string) => {
    const field = pointer.split("/")[1] ?? "";
    const tabs = Object.entries(layout.tabs).toSorted(byOrder);
    const tab = tabs.find(([, candidate]) => tabFields(candidate).includes(field));
    if (tab) {
      setParams(
        (current) => {
          if (tab[0] === tabs[0]?.[0]) current.delete("tab");
          else current.set("tab", tab[0]);
          return current;
        },
        { replace: true },
      );
    }
    // The tab must be drawn before its field can be focused.
    setTimeout(() => {
      const target = document.getElementById(`field-${field}`);
      target?.scrollIntoView({ block: "center" });
      target?.focus();
    }, 60);
  };
  return (
    <div className={classes["summary"]} role="alert">
      <strong>{t("form.errors", { count: entries.length })}</strong>
      <ul>
        {entries.map(([pointer, message]) => (
          <li key={pointer}>
            {pointer === "" ? (
              message
            ) : (
              <UnstyledButton onClick={() => jump(pointer)}>
                {t("form.errorAt", { place: placeOf(pointer), message })}
              </UnstyledButton>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
