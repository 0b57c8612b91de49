import { useLayoutEffect, useRef } from "react";
import classes from "./inputs.module.css";
import { safeNodes } from "./sanitize-html.ts";

/** Stored rich text: unknown elements and attributes never reach the page. */
export function RichText({ html }: { readonly html: string }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.replaceChildren(safeNodes(html)), [html]);
  return <div ref={place} className={classes["prose"]} />;
}
