import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { getPostings } from "../../api/documents.ts";
import { RowsSkeleton } from "../../shared/skeletons.tsx";
import type { RailProps } from "./document-rail.tsx";
import { PostingTable } from "./posting-table.tsx";

/** What the document entered into the ledgers, and its exact reversal after a cancellation. */
export function EntriesPanel({ doctype, document }: RailProps) {
  const { t } = useTranslation();
  const postings = useQuery({
    queryKey: ["doctype", doctype.id, "doc", document.id, "postings", document.version],
    queryFn: () => getPostings(doctype.id, document.id),
  });
  if (postings.isPending) return <RowsSkeleton count={5} />;
  if (!postings.data?.length) {
    return (
      <Text size="xs" c="dimmed">
        {t("rail.noEntries")}
      </Text>
    );
  }
  return (
    <>
      {postings.data.map((posting) => (
        <PostingTable
          key={posting.id}
          ledger={posting.ledger}
          date={posting.date}
          entries={posting.entries}
          own={document.id}
          isCompact
          note={posting.kind === "reversal" ? t("rail.reversal") : undefined}
        />
      ))}
    </>
  );
}
