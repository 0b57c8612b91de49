import { Button, Textarea } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CommentAnswer, HistoryAnswer } from "../../../../engine/http/api-types.ts";
import { addComment, getComments, getHistory } from "../../api/documents.ts";
import { formatDateTime, formatRelative } from "../../format/dates.ts";
import { useLanguage, useLocalize } from "../../i18n/language.ts";
import { useNotify } from "../../shared/notify.tsx";
import { RowsSkeleton } from "../../shared/skeletons.tsx";
import { initialsOf } from "../../shell/person-menu.tsx";
import { useOfferedActions } from "../actions/use-offered-actions.ts";
import type { RailProps } from "./document-rail.tsx";
import { HistoryChanges } from "./history-changes.tsx";
import classes from "./rail.module.css";

type Event = { readonly at: string; readonly by: string; readonly item: CommentAnswer | HistoryAnswer };

const isComment = (item: CommentAnswer | HistoryAnswer): item is CommentAnswer => "body" in item;

/** Comments and changes on one line of time, the latest first. */
export function ActivityPanel({ doctype, document }: RailProps) {
  const { t } = useTranslation();
  const key = ["doctype", doctype.id, "doc", document.id] as const;
  const mayComment = useOfferedActions(doctype, document).may("comment");
  const history = useQuery({ queryKey: [...key, "history"], queryFn: () => getHistory(doctype.id, document.id) });
  const comments = useQuery({ queryKey: [...key, "comments"], queryFn: () => getComments(doctype.id, document.id) });
  const events: readonly Event[] = [
    ...(history.data ?? []).map((item) => ({ at: item.at, by: item.by_name ?? t("rail.system"), item })),
    ...(comments.data ?? []).map((item) => ({
      at: item.created_at,
      by: item.created_by_name ?? t("rail.system"),
      item,
    })),
  ].toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <>
      {mayComment && <CommentBox doctype={doctype} document={document} />}
      {history.isPending ? (
        <RowsSkeleton count={6} />
      ) : (
        <ol className={classes["timeline"]}>
          {events.map((event) => (
            <TimelineEvent key={event.item.id} event={event} doctype={doctype} document={document} />
          ))}
        </ol>
      )}
    </>
  );
}

type TimelineEventProps = RailProps & { readonly event: Event };

function TimelineEvent({ event, doctype, document }: TimelineEventProps) {
  const language = useLanguage();
  const localize = useLocalize();
  const { item } = event;
  return (
    <li>
      <span className={classes["initials"]} aria-hidden>
        {initialsOf(event.by)}
      </span>
      <div className={classes["event"]}>
        <div className={classes["eventHead"]}>
          <strong>{event.by}</strong>
          {!isComment(item) && <span>{localize(item.label)}</span>}
          <time dateTime={event.at} title={formatDateTime(event.at, language)}>
            {formatRelative(event.at, language)}
          </time>
        </div>
        {isComment(item) ? (
          <p className={classes["comment"]}>{item.body}</p>
        ) : (
          <HistoryChanges doctype={doctype} document={document} entry={item} />
        )}
      </div>
    </li>
  );
}

function CommentBox({ doctype, document }: RailProps) {
  const { t } = useTranslation();
  const notify = useNotify();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const [isBusy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    try {
      await addComment(doctype.id, document.id, text.trim());
      setText("");
      await client.invalidateQueries({ queryKey: ["doctype", doctype.id, "doc", document.id, "comments"] });
    } catch (error) {
      notify.refused(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className={classes["commentBox"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) void send();
      }}
    >
      <Textarea
        size="xs"
        autosize
        minRows={1}
        maxRows={8}
        aria-label={t("rail.comment")}
        placeholder={t("rail.comment")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && text.trim()) void send();
        }}
      />
      {text.trim() && (
        <Button type="submit" size="compact-sm" loading={isBusy} mt={6}>
          {t("rail.send")}
        </Button>
      )}
    </form>
  );
}
