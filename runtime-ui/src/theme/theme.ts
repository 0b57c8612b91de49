import {
  ActionIcon,
  Button,
  createTheme,
  Drawer,
  Input,
  type MantineColorsTuple,
  Menu,
  Modal,
  Paper,
  Popover,
  Select,
  Table,
  Tabs,
  Tooltip,
} from "@mantine/core";

/** The one accent: an ink blue that keeps 4.5:1 against white at shade 6 and against the dark surface at shade 4. */
const INK: MantineColorsTuple = [
  "#eef0ff",
  "#dfe2fc",
  "#bcc2f4",
  "#97a0ec",
  "#7984e6",
  "#5a68dd",
  "#3f4fd1",
  "#3443b8",
  "#2b389b",
  "#212b78",
];

const GRAY: MantineColorsTuple = [
  "#f7f8fa",
  "#f0f1f4",
  "#e4e6eb",
  "#d3d6de",
  "#b4b9c4",
  "#8b919f",
  "#5f6675",
  "#474d5a",
  "#2d323c",
  "#171a21",
];

const DARK: MantineColorsTuple = [
  "#d5d8df",
  "#b3b8c3",
  "#9299a7",
  "#6a7180",
  "#3d424d",
  "#2f333c",
  "#23262d",
  "#191b20",
  "#121317",
  "#0c0d10",
];

/** Type scale, spacing and component defaults of every screen. Sizes are in rem so that the browser's setting counts. */
export const theme = createTheme({
  colors: { ink: INK, gray: GRAY, dark: DARK },
  primaryColor: "ink",
  primaryShade: { light: 6, dark: 5 },
  black: "#171a21",
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, monospace",
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  lineHeights: { xs: "1.35", sm: "1.45", md: "1.5", lg: "1.5", xl: "1.4" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  radius: { xs: "3px", sm: "5px", md: "7px", lg: "10px", xl: "14px" },
  defaultRadius: "sm",
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "1.25rem", lineHeight: "1.3" },
      h2: { fontSize: "1rem", lineHeight: "1.4" },
      h3: { fontSize: "0.875rem", lineHeight: "1.4" },
      h4: { fontSize: "0.8125rem", lineHeight: "1.4" },
    },
  },
  shadows: {
    xs: "0 1px 2px rgb(23 26 33 / 6%)",
    sm: "0 1px 3px rgb(23 26 33 / 10%)",
    md: "0 4px 16px rgb(23 26 33 / 12%)",
    lg: "0 8px 28px rgb(23 26 33 / 16%)",
    xl: "0 16px 48px rgb(23 26 33 / 20%)",
  },
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "gray" } }),
    Button: Button.extend({ defaultProps: { size: "xs" } }),
    Input: Input.extend({ defaultProps: { size: "sm" } }),
    InputWrapper: { defaultProps: { size: "sm" } },
    Menu: Menu.extend({ defaultProps: { shadow: "md", transitionProps: { duration: 80 } } }),
    Modal: Modal.extend({
      defaultProps: { centered: true, transitionProps: { duration: 120 } },
      styles: { title: { fontSize: "1rem", fontWeight: 600 } },
    }),
    Drawer: Drawer.extend({
      defaultProps: { transitionProps: { duration: 140 } },
      styles: { title: { fontSize: "1rem", fontWeight: 600 } },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: "md", transitionProps: { duration: 80 } } }),
    Paper: Paper.extend({ defaultProps: { radius: "md" } }),
    Select: Select.extend({ defaultProps: { selectFirstOptionOnChange: true } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 6, horizontalSpacing: "sm" } }),
    Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: false } }),
  },
});

/** Surfaces and lines named by use, so that both schemes are chosen on purpose. */
export function surfaceVariables() {
  return {
    variables: { "--app-nav-width": "232px", "--app-bar-height": "48px" },
    light: {
      "--mantine-color-body": "#ffffff",
      "--app-canvas": "#ffffff",
      "--app-nav": "#f7f8fa",
      "--app-raised": "#ffffff",
      "--app-muted": "#f7f8fa",
      "--app-hover": "#f0f1f4",
      "--app-selected": "#eef0ff",
      "--app-line": "#e4e6eb",
      "--app-line-strong": "#d3d6de",
      "--app-text": "#171a21",
      "--app-text-dim": "#5f6675",
      "--app-accent-text": "#3443b8",
      "--app-danger-text": "#b42318",
      "--mantine-color-dimmed": "#5f6675",
      "--mantine-color-placeholder": "#6f7686",
      "--mantine-color-error": "#b42318",
    },
    dark: {
      "--mantine-color-body": "#121317",
      "--app-canvas": "#121317",
      "--app-nav": "#0e0f12",
      "--app-raised": "#191b20",
      "--app-muted": "#17191e",
      "--app-hover": "#23262d",
      "--app-selected": "#23273f",
      "--app-line": "#292c34",
      "--app-line-strong": "#3d424d",
      "--app-text": "#e3e5ea",
      "--app-text-dim": "#9aa1af",
      "--app-accent-text": "#a3abf0",
      "--app-danger-text": "#f5877c",
      "--mantine-color-text": "#e3e5ea",
      "--mantine-color-dimmed": "#9aa1af",
      "--mantine-color-placeholder": "#868d9b",
      "--mantine-color-error": "#f5877c",
    },
  };
}
