// Loaded before the first paint, so that a chosen light or dark never flashes. The site reads whole without it.
(() => {
  "use strict";
  const KEY = "dt-theme";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const store = {
    get: () => { try { return localStorage.getItem(KEY); } catch { return null; } },
    set: (value) => { try { value ? localStorage.setItem(KEY, value) : localStorage.removeItem(KEY); } catch { /* private */ } },
  };
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

  const show = (theme) => {
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
    else delete root.dataset.theme;
    document.querySelector(".dt-theme")?.setAttribute("aria-pressed", String(isDark()));
  };

  root.classList.add("dt-js");
  show(store.get());
  document.addEventListener("DOMContentLoaded", () => show(store.get()));
  system.addEventListener("change", () => show(store.get()));
  addEventListener("storage", (event) => { if (event.key === KEY) show(event.newValue); });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".dt-theme")) {
      const next = isDark() ? "light" : "dark";
      const kept = (next === "dark") === system.matches ? "" : next; // the system's own choice needs no keeping
      store.set(kept);
      show(kept);
    }
    const other = event.target.closest?.(".dt-languages a");
    if (other && /^#p\d+$/.test(location.hash)) other.hash = location.hash; // the same paragraph, whose id never changes
  });
})();
