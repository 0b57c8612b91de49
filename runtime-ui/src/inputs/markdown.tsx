import classes from "./inputs.module.css";
import { renderMarkdown } from "./render-markdown.ts";

/** Notes in Markdown as they are read; a line end is one, as people who type notes expect. */
export function Markdown({ text }: { readonly text: string }) {
  return <div className={`${classes["prose"]} ${classes["lineEnds"]}`}>{renderMarkdown(text)}</div>;
}
