import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight } from "@mantine/spotlight";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useLocalize } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { Icon } from "../shared/icon.tsx";
import { matchesWords } from "../shared/match-words.ts";
import { commandsOf } from "./commands.ts";
import { paletteStore } from "./palette-store.ts";
import { useDocumentSearch } from "./use-document-search.ts";

const SHOWN_MAX = 8;

/** Ctrl+K: places, actions, reports and documents of every kind, in one field. */
export function CommandPalette() {
  const { t } = useTranslation();
  const localize = useLocalize();
  const meta = useMeta();
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  const [settled] = useDebouncedValue(query.trim(), 160);
  const commands = useMemo(() => commandsOf(meta), [meta]);
  const documents = useDocumentSearch(settled);
  const textOf = (label: string, isCreate: boolean) =>
    isCreate ? t("palette.create", { name: label.toLowerCase() }) : label;
  const shown = commands
    .map((command) => ({ ...command, text: textOf(localize(command.label), command.kind === "create") }))
    .filter((command) => matchesWords(command.text, query));
  const places = shown.filter((command) => command.kind !== "create").slice(0, SHOWN_MAX);
  const creates = shown.filter((command) => command.kind === "create").slice(0, query ? SHOWN_MAX : 4);
  const hasMoved = useRef(false);
  const list = useRef<HTMLDivElement>(null);
  const shownDocuments = documents.items.map((item) => item.to).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies(shownDocuments): what was found comes after what was typed
  useEffect(() => {
    if (query && !hasMoved.current) markFirst(list.current);
  }, [query, shownDocuments]);
  const isEmpty = places.length + creates.length + documents.items.length === 0;
  return (
    <Spotlight.Root
      store={paletteStore}
      query={query}
      onQueryChange={(next) => {
        hasMoved.current = false;
        setQuery(next);
      }}
      shortcut={["mod + K"]}
      scrollable
      maxHeight={440}
      size={620}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
    >
      <Spotlight.Search
        placeholder={t("palette.placeholder")}
        aria-label={t("palette.placeholder")}
        leftSection={<IconSearch size={17} stroke={1.7} />}
        onKeyDown={({ key }) => {
          if (key.startsWith("Arrow")) hasMoved.current = true;
        }}
      />
      <Spotlight.ActionsList ref={list}>
        {documents.items.length > 0 && (
          <Spotlight.ActionsGroup label={t("palette.documents")}>
            {documents.items.map((item) => (
              <Spotlight.Action
                key={item.to}
                label={item.title}
                description={localize(item.label)}
                leftSection={<Icon name={item.icon} />}
                onClick={() => navigate(item.to)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {places.length > 0 && (
          <Spotlight.ActionsGroup label={t("palette.places")}>
            {places.map((command) => (
              <Spotlight.Action
                key={command.to}
                label={command.text}
                leftSection={<Icon name={command.icon} />}
                onClick={() => navigate(command.to)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {creates.length > 0 && (
          <Spotlight.ActionsGroup label={t("palette.actions")}>
            {creates.map((command) => (
              <Spotlight.Action
                key={command.to}
                label={command.text}
                leftSection={<IconPlus size={18} stroke={1.6} />}
                onClick={() => navigate(command.to)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {isEmpty && (
          <Spotlight.Empty>{documents.isSearching ? t("palette.searching") : t("palette.nothing")}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** Enter takes the first entry, also when it came after what was typed: the palette itself marks only as one types. */
function markFirst(list: HTMLElement | null): void {
  const [first, ...others] = list?.querySelectorAll("[data-action]") ?? [];
  for (const other of others) other.removeAttribute("data-selected");
  first?.setAttribute("data-selected", "true");
  paletteStore.updateState((state) => ({ ...state, selected: first ? 0 : -1 }));
}
