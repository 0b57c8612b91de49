import type { useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { LinkOffer } from "./link-where.ts";
import { useLinkOptions } from "./use-link-options.ts";

const TYPING_MS = 150;

interface LinkSearch {
  readonly doctype: string;
  readonly offer: LinkOffer;
  /** What was typed; null while the field shows its value. */
  readonly typed: string | null;
  readonly combobox: ReturnType<typeof useCombobox>;
}

/**
 * What a link field offers for what is typed. Its first entry is marked once it is the answer to just that: Enter pressed
 * earlier waits for it, and never takes what was on show for something else.
 */
export function useLinkSearch({ doctype, offer, typed, combobox }: LinkSearch) {
  const text = (typed ?? "").trim();
  const [search] = useDebouncedValue(text, TYPING_MS);
  const { options, isLoading, isStale } = useLinkOptions(doctype, search, offer, combobox.dropdownOpened);
  const isAnswer = text !== "" && search === text && !isStale;
  const isEnterWaiting = useRef(false);
  const { selectFirstOption, resetSelectedOption, clickSelectedOption } = combobox;
  const shownIds = options.map((option) => option.id).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies(shownIds): other entries on show, another first one
  useEffect(() => {
    if (!isAnswer) return resetSelectedOption();
    selectFirstOption();
    if (isEnterWaiting.current) clickSelectedOption();
    isEnterWaiting.current = false;
  }, [isAnswer, shownIds, selectFirstOption, resetSelectedOption, clickSelectedOption]);
  const mark = (isTaking: boolean) => {
    // Pressed between the drawing of the answer and the effect that marks its first entry.
    if (isTaking && isAnswer && combobox.getSelectedOptionIndex() === -1) selectFirstOption();
    isEnterWaiting.current = isTaking && !isAnswer;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    mark(event.key === "Enter" && text !== "" && combobox.dropdownOpened);
    if (isEnterWaiting.current) event.preventDefault();
  };
  /** What Enter does, for another key. */
  const take = () => {
    mark(text !== "");
    if (isAnswer) clickSelectedOption();
  };
  return { options, isLoading: isLoading || (text !== "" && !isAnswer), onKeyDown, take, isEnterWaiting };
}
