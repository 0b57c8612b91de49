// Runs before the first paint so that a dark screen never flashes white; a file of its own because inline scripts are refused.
(() => {
  let chosen = "auto";
  try {
    chosen = localStorage.getItem("perfex-color-scheme") || "auto";
  } catch {
    // Storage may be blocked: the system's preference is used.
  }
  const isDark = chosen === "dark" || (chosen === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", isDark ? "dark" : "light");
  document.documentElement.style.backgroundColor = isDark ? "#121317" : "#ffffff";
})();
