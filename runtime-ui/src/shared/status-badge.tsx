import type { Choice } from "../../../engine/contract/types/index.ts";
import { useLocalize } from "../i18n/language.ts";
import classes from "./status-badge.module.css";

const PALETTE = new Set(["gray", "blue", "green", "yellow", "orange", "red", "violet", "teal"]);

/** A choice as a dot and its word: the colour never stands alone. */
export function StatusBadge({ choice, fallback }: { readonly choice: Choice | undefined; readonly fallback: string }) {
  const localize = useLocalize();
  const color = choice?.color && PALETTE.has(choice.color) ? choice.color : "gray";
  return (
    <span className={classes["badge"]} data-color={color}>
      <span className={classes["dot"]} aria-hidden />
      {choice ? localize(choice.label) : fallback}
    </span>
  );
}
