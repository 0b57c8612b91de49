import { ActionIcon, Tooltip, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconMoon, IconSun } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

export function ColorSchemeToggle() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme("light", { getInitialValueInEffect: false }) === "dark";
  const label = t(isDark ? "shell.light" : "shell.dark");
  const SchemeIcon = isDark ? IconSun : IconMoon;
  return (
    <Tooltip label={label}>
      <ActionIcon size="lg" onClick={() => setColorScheme(isDark ? "light" : "dark")} aria-label={label}>
        <SchemeIcon size={17} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  );
}
