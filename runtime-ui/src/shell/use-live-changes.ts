import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { ChangeEvent } from "../../../engine/http/api-types.ts";
import { listenToEvents, type ServerEvent } from "../api/events.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { announceChange } from "./changes.ts";

/** Follows what others change: open lists, documents and counts are refreshed, metadata reloaded when it changes. */
export function useLiveChanges(): void {
  const client = useQueryClient();
  const { organization, revision } = useMeta();
  const { slug } = organization;
  const drawn = useRef(revision);
  // What was read under another revision has other names and options: it is read again once its columns are known.
  useEffect(() => {
    if (drawn.current === revision) return;
    drawn.current = revision;
    void client.invalidateQueries({ queryKey: ["doctype"] });
    void client.invalidateQueries({ queryKey: ["report"] });
    announceChange(null);
  }, [client, revision]);
  useEffect(() => {
    const stop = new AbortController();
    const onEvent = ({ event, data }: ServerEvent) => {
      if (event === "change") {
        const change = data as ChangeEvent;
        void client.invalidateQueries({ queryKey: ["doctype", change.doctype] });
        announceChange(change);
      } else if (event === "meta" || event === "revoked") {
        void client.invalidateQueries({ queryKey: ["meta", slug] });
      } else if (event === "job") {
        void client.invalidateQueries({ queryKey: ["job"] });
      } else if (event === "missed") {
        void client.invalidateQueries();
        announceChange(null);
      }
    };
    void listenToEvents(onEvent, stop.signal);
    return () => stop.abort();
  }, [client, slug]);
}
