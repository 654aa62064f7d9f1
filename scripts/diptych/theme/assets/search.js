// The door of the search: a key or a button opens it, and only then is anything of it fetched.
(() => {
  "use strict";
  const search = (globalThis.diptychSearch ??= {});
  const here = document.currentScript.src;
  search.root = new URL("..", here).href; // of the site
  const language = document.documentElement.lang;

  const loading = {};
  const load = (name) => (loading[name] ??= new Promise((done, failed) => {
    const style = name.endsWith(".css");
    const element = document.createElement(style ? "link" : "script");
    if (style) element.rel = "stylesheet";
    element[style ? "href" : "src"] = new URL(`search/${name}`, here).href;
    element.onload = done;
    element.onerror = () => { delete loading[name]; element.remove(); failed(new Error(name)); };
    document.head.append(element);
  }));
  // What is typed while it is on its way is not lost, and is no key of the page.
  let early = null;
  const keep = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key.length === 1) early += event.key;
    else if (event.key === "Backspace") early = early.slice(0, -1);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const open = async () => {
    if (early !== null) return;
    early = "";
    addEventListener("keydown", keep, true);
    try {
      load("index.js").then(() => search.ready()).catch(() => {}); // the dialog tells of a failure
      await Promise.all(["dialog.css", "words.js", "index.js", "dialog.js"].map(load));
      search.open(early);
    } finally {
      removeEventListener("keydown", keep, true);
      early = null;
    }
  };

  const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.isComposing) return;
    const chord = event.ctrlKey || event.metaKey;
    if (chord ? event.shiftKey || event.key.toLowerCase() !== "k" : event.key !== "/" || typing(event.target)) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".dt-search-open")) open();
  });
  addEventListener("popstate", () => {
    const asked = new URLSearchParams(location.search).has("q");
    if (asked) open();
    else search.close?.();
  });

  const begin = () => {
    const place = document.querySelector(".dt-home-search");
    if (place && !place.childElementCount) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "dt-search-open";
      button.textContent = language === "vi" ? "Tìm trong bài viết và thuật ngữ" : "Search articles and terms";
      place.append(button);
      place.hidden = false;
    }
    const asked = new URLSearchParams(location.search);
    if (asked.has("q")) open();
    if (asked.get("mark")) Promise.all(["dialog.css", "words.js", "marks.js"].map(load)).then(() => search.mark(asked.get("mark")));
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
