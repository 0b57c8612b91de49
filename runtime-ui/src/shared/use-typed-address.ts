import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";

const TYPING_MS = 220;

/**
 * A text that is typed here and kept in the address: it is what was typed until a pause writes it down, for the address comes
 * back a moment too late for the next key. Only what changed elsewhere (Back, a link) takes its place.
 */
export function useTypedAddress(
  written: string,
  write: (text: string) => void,
): readonly [typed: string, type: (text: string) => void] {
  const [typed, setTyped] = useState(written);
  const sent = useRef<readonly string[]>([]);
  const settle = useDebouncedCallback((settled: string) => {
    sent.current = [...sent.current, settled];
    write(settled);
  }, TYPING_MS);
  useEffect(() => {
    // What was typed here comes back by the address, perhaps when more has been typed: only other texts are taken over.
    const place = sent.current.indexOf(written);
    sent.current = place < 0 ? [] : sent.current.slice(place + 1);
    if (place >= 0) return;
    settle.cancel();
    setTyped(written);
  }, [written, settle]);
  const type = (text: string) => {
    setTyped(text);
    settle(text);
  };
  return [typed, type];
}
