// Loaded before the first paint, so that neither a chosen light nor a chosen view ever flashes or moves the text.
// The site reads whole without it.
(() => {
  "use strict";
  const VIEWS = ["both", "translation", "original", "tap"];
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const store = {
    get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { value ? localStorage.setItem(key, value) : localStorage.removeItem(key); } catch { /* private */ } },
  };
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

  const show = (theme) => {
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
    else delete root.dataset.theme;
    document.querySelector(".dt-theme")?.setAttribute("aria-pressed", String(isDark()));
  };

  // The view that the address asks for, else the one that was chosen last; both texts where neither is known.
  const asked = new URLSearchParams(location.search).get("view");
  root.dataset.view = [asked, store.get("dt-view")].find((view) => VIEWS.includes(view)) ?? VIEWS[0];

  root.classList.add("dt-js");
  show(store.get("dt-theme"));
  document.addEventListener("DOMContentLoaded", () => show(store.get("dt-theme")));
  system.addEventListener("change", () => show(store.get("dt-theme")));
  addEventListener("storage", (event) => { if (event.key === "dt-theme") show(event.newValue); });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".dt-theme")) {
      const next = isDark() ? "light" : "dark";
      const kept = (next === "dark") === system.matches ? "" : next; // the system's own choice needs no keeping
      store.set("dt-theme", kept);
      show(kept);
    }
    // The other language: the same paragraph, whose id never changes, in the same view.
    const other = event.target.closest?.(".dt-languages a");
    if (other) {
      if (/^#[px]\d+$/.test(location.hash)) other.hash = location.hash;
      if (new URLSearchParams(location.search).has("view")) other.search = `?view=${root.dataset.view}`;
    }
  });
})();
