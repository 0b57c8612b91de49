import { themeQuartz } from "ag-grid-community";

/** The grid in the colours and sizes of the other screens; both schemes through the same variables. */
export const gridTheme = themeQuartz.withParams({
  // Scroll bars and native parts in the scheme of the page, not the light one of the theme.
  browserColorScheme: "inherit",
  fontFamily: "inherit",
  fontSize: 13,
  headerFontSize: 12,
  headerFontWeight: 500,
  rowHeight: 34,
  headerHeight: 34,
  spacing: 6,
  cellHorizontalPadding: 12,
  backgroundColor: "var(--app-canvas)",
  foregroundColor: "var(--app-text)",
  headerBackgroundColor: "var(--app-canvas)",
  headerTextColor: "var(--app-text-dim)",
  borderColor: "var(--app-line)",
  rowHoverColor: "var(--app-hover)",
  selectedRowBackgroundColor: "var(--app-selected)",
  accentColor: "var(--mantine-primary-color-filled)",
  oddRowBackgroundColor: "var(--app-canvas)",
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  headerColumnBorder: false,
  columnBorder: false,
  headerColumnResizeHandleColor: "var(--app-line-strong)",
  headerColumnResizeHandleHeight: "45%",
  cellTextColor: "var(--app-text)",
  dragAndDropImageBackgroundColor: "var(--app-raised)",
  popupShadow: "var(--mantine-shadow-md)",
});

/** Same, with vertical lines: where cells are typed into. */
export const editGridTheme = gridTheme.withParams({
  columnBorder: { color: "var(--app-line)" },
  headerColumnBorder: { color: "var(--app-line)" },
  headerBackgroundColor: "var(--app-muted)",
  wrapperBorder: { color: "var(--app-line)" },
  wrapperBorderRadius: 7,
  cellHorizontalPadding: 9,
  headerColumnResizeHandleColor: "transparent",
});
