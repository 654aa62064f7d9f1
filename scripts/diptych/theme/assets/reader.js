// What a reader can do on an article's page beyond reading it. The page is whole without this: both texts stand there,
// every paragraph's number is a link, every term leads to its page. Nothing here is asked of another host.
(() => {
  "use strict";
  const root = document.documentElement;
  const page = document.querySelector(".dt-content");
  const bar = document.querySelector(".dt-bar");
  const rows = [...document.querySelectorAll(".dt-row")];
  if (!page || !bar || !rows.length) return;
  const $ = (id) => document.getElementById(id);
  const shown = (element) => element.getClientRects().length > 0;
  const plain = (event) => !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

  // 1. The four views. theme.js has set the first one before anything was painted.
  // The paragraph at the top of the window stays where it is, whatever changes above it.
  const still = (change) => {
    const kept = rows.find((row) => shown(row) && row.getBoundingClientRect().bottom > 48);
    const top = kept?.getBoundingClientRect().top ?? 0;
    change();
    if (kept && top < innerHeight && scrollY > 0 && shown(kept)) {
      scrollBy({ top: kept.getBoundingClientRect().top - top, behavior: "instant" });
    }
  };
  const radios = [...bar.querySelectorAll("[name=dt-view]")];
  const tick = () => radios.forEach((radio) => { radio.checked = radio.value === root.dataset.view; });
  const look = (view) => {
    still(() => { root.dataset.view = view; });
    tick();
    try { localStorage.setItem("dt-view", view); } catch { /* private */ }
    const address = new URL(location.href);
    address.searchParams.set("view", view);
    try { history.replaceState(history.state, "", address); } catch { /* a page of the disk */ }
    openable();
  };
  tick();
  radios.forEach((radio) => radio.addEventListener("change", () => look(radio.value)));

  // 2. Tap for the other: a paragraph that is tapped, or Enter on it, shows its other half below.
  const openable = () => {
    const tapping = root.dataset.view === "tap";
    for (const row of rows) {
      const number = row.querySelector(".dt-number");
      if (!number) continue;
      if (tapping && row.querySelector(":scope > .dt-second:not(.dt-empty)")) number.setAttribute("aria-expanded", String(row.classList.contains("dt-open")));
      else number.removeAttribute("aria-expanded");
    }
  };
  const turn = (row) => {
    row.classList.toggle("dt-open");
    openable();
  };
  openable();

  // 3. Sentences: the one that is pointed to, focused or tapped lights up with its counterpart.
  let lit = [];
  const light = (sentence) => {
    lit.forEach((element) => element.classList.remove("dt-on"));
    const row = sentence?.closest(".dt-row");
    lit = row ? [...row.querySelectorAll(`[data-s="${sentence.dataset.s}"]`)] : [];
    lit.forEach((element) => element.classList.add("dt-on"));
  };
  const held = () => document.activeElement?.closest?.(".dt-s");
  page.querySelectorAll(".dt-s").forEach((sentence) => { sentence.tabIndex = -1; });
  page.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "touch") light(event.target.closest(".dt-s") ?? held());
  });
  page.addEventListener("pointerleave", () => light(held()));
  document.addEventListener("focusin", () => light(held()));
  document.addEventListener("focusout", () => light(null));

  // 4. Terms: a card made from the list of the article's terms.
  const card = $("dt-card");
  const entries = new Map([...document.querySelectorAll("#dt-terms li > a")].map((link) => [link.href, link.parentElement]));
  const isTerm = (element) => element?.closest?.(".dt-row a[href*='/glossary/']");
  let carded = null;
  let waiting = 0;
  const beside = (box, anchor) => {
    const at = anchor.getClientRects()[0];
    const below = at.bottom + box.offsetHeight + 12 < innerHeight || at.top < box.offsetHeight + 12;
    const left = Math.min(at.left, root.clientWidth - box.offsetWidth - 8);
    box.style.left = `${Math.max(8, left) + scrollX}px`;
    box.style.top = `${(below ? at.bottom + 6 : at.top - box.offsetHeight - 6) + scrollY}px`;
  };
  const hide = () => {
    clearTimeout(waiting);
    carded?.removeAttribute("aria-describedby");
    carded = null;
    if (card.matches(":popover-open")) card.hidePopover();
  };
  const tell = (term, touched) => {
    const entry = entries.get(term.href);
    if (!entry || carded === term) return;
    hide();
    carded = term;
    card.replaceChildren(...[...entry.childNodes].map((node) => node.cloneNode(true)));
    card.querySelector("a").tabIndex = -1;
    if (touched) {
      const more = document.createElement("a");
      more.href = term.href;
      more.className = "dt-more";
      more.textContent = card.dataset.more;
      card.append(more);
    }
    card.showPopover();
    beside(card, term);
    term.setAttribute("aria-describedby", "dt-card");
  };
  const soon = (act, after) => { clearTimeout(waiting); waiting = setTimeout(act, after); };
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const term = isTerm(event.target);
    if (term) soon(() => tell(term), 120);
    else if (event.target.closest("#dt-card")) clearTimeout(waiting);
    else if (carded && carded !== document.activeElement) soon(hide, 200);
    else clearTimeout(waiting);
  });
  document.addEventListener("focusin", (event) => {
    const term = isTerm(event.target);
    if (term && term.matches(":focus-visible")) tell(term);
    else if (!event.target.closest("#dt-card")) hide();
  });

  // 5. The menu of a paragraph.
  const menu = $("dt-menu");
  const said = document.querySelector(".dt-said");
  let menuRow = null;
  const nameOf = (row) => row.id || row.querySelector(".dt-hinge a[id]")?.id || "";
  const sideOf = (row, side) => row.querySelector(`:scope > [data-side="${side}"]`);
  const wordsOf = (cell) => {
    if (!cell || cell.classList.contains("dt-empty")) return "";
    const copy = cell.cloneNode(true);
    copy.querySelectorAll("sup").forEach((mark) => mark.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  };
  const addressOf = (row) => {
    const address = new URL(location.href);
    address.hash = nameOf(row);
    address.searchParams.delete("view");
    return address.href;
  };
  const quotation = (row) => {
    const cells = [...row.querySelectorAll(":scope > .dt-text")].map(wordsOf).filter(Boolean);
    const [open, close] = root.lang === "fr" ? ["« ", " »"] : ["“", "”"];
    const source = document.querySelector(".dt-citation")?.textContent.trim() ?? document.title;
    const marked = source.replace(/https?:\S+$/, "").trim();
    return [...cells.map((text) => open + text + close), `— ${marked} ${addressOf(row)}`].join("\n\n");
  };
  const issue = (pattern, row) => {
    const [original, translation] = ["original", "translation"].map((side) => wordsOf(sideOf(row, side)).slice(0, 1500));
    const where = addressOf(row);
    const values = {
      where, original, translation,
      title: `${document.querySelector("h1").textContent.trim()} ¶${nameOf(row).slice(1)}`,
      body: `${where}\n\n> ${original}\n\n> ${translation}\n\n`,
    };
    return pattern.replace(/\{(\w+)\}/g, (_, key) => encodeURIComponent(values[key] ?? ""));
  };
  const openMenu = (row) => {
    const number = row.querySelector(".dt-number");
    menuRow = row;
    for (const way of menu.querySelectorAll("a[data-to]")) {
      const line = [...row.querySelectorAll(":scope > .dt-text")].find((cell) => cell.dataset.side === way.dataset.of)?.dataset.line;
      way.hidden = way.dataset.do === "edit" && !line;
      way.href = way.dataset.do === "edit" ? way.dataset.to + (line ?? 1) : issue(way.dataset.to, row);
    }
    menu.setAttribute("aria-label", number.getAttribute("aria-label"));
    menu.showPopover();
    beside(menu, number);
    menu.querySelector("button").focus();
  };
  const closeMenu = () => {
    if (!menu.matches(":popover-open")) return;
    menu.hidePopover();
    menuRow?.querySelector(".dt-number")?.focus({ preventScroll: true });
  };
  const tellDone = (words) => {
    said.textContent = words;
    setTimeout(() => { if (said.textContent === words) said.textContent = ""; }, 2500);
  };
  const copy = async (text) => {
    let done = true;
    try { await navigator.clipboard.writeText(text); } catch {
      const area = document.createElement("textarea"); // a page of the disk may not use the clipboard otherwise
      area.value = text;
      document.body.append(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
    }
    tellDone(done ? said.dataset.copied : said.dataset.refused);
  };
  menu.addEventListener("click", (event) => {
    const item = event.target.closest("[data-do]");
    if (!item || !menuRow) return;
    const row = menuRow;
    if (item.dataset.do === "link") copy(addressOf(row));
    if (item.dataset.do === "quote") copy(quotation(row));
    closeMenu();
  });
  menu.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") { event.preventDefault(); closeMenu(); }
    if (!step) return;
    event.preventDefault();
    const items = [...menu.children].filter(shown);
    items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
  });

  // 6. The terms beside the text, the keys, the citation.
  const termsButton = bar.querySelector(".dt-tool-terms");
  const terms = $("dt-terms");
  const showTerms = (open) => {
    if (open) terms.style.minHeight = `${terms.offsetHeight}px`; // its place at the end stays
    still(() => root.classList.toggle("dt-terms-open", open));
    if (!open) terms.style.minHeight = "";
    termsButton.setAttribute("aria-expanded", String(open));
    if (open) { terms.tabIndex = -1; terms.focus({ preventScroll: true }); }
    else if (terms.contains(document.activeElement)) termsButton.focus({ preventScroll: true });
  };
  termsButton?.addEventListener("click", () => showTerms(!root.classList.contains("dt-terms-open")));
  const keys = $("dt-keys");
  bar.querySelector(".dt-tool-keys").addEventListener("click", () => keys.showModal());
  keys.addEventListener("click", (event) => { if (event.target === keys) keys.close(); });
  const formats = JSON.parse($("dt-cite-data")?.textContent ?? "{}");
  document.querySelector(".dt-formats")?.addEventListener("click", (event) => {
    const end = event.target.dataset.cite;
    if (end === "") copy(document.querySelector(".dt-citation").textContent.trim());
    if (!end) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([formats[end]], { type: "text/plain;charset=utf-8" }));
    link.download = `${location.pathname.split("/").filter((part) => part && part !== "index.html").pop()}.${end}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });

  // 7. Tables that are wider than their panel can be scrolled by keyboard.
  for (const table of page.querySelectorAll(".dt-text table")) if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;

  // 8. Tap and click.
  document.addEventListener("click", (event) => {
    const number = event.target.closest(".dt-number");
    if (number && plain(event) && event.button === 0) {
      event.preventDefault();
      openMenu(number.closest(".dt-row"));
      return;
    }
    const touched = event.pointerType === "touch" || event.pointerType === "pen";
    const term = isTerm(event.target);
    if (term && touched && plain(event) && entries.has(term.href)) {
      event.preventDefault();
      if (carded === term) hide(); else tell(term, true);
      return;
    }
    if (!event.target.closest("#dt-card")) hide();
    if (touched && root.classList.contains("dt-terms-open") && !event.target.closest("#dt-terms, .dt-bar")) showTerms(false);
    const row = event.target.closest(".dt-row");
    if (!row || event.target.closest("a, button") || !getSelection().isCollapsed) return;
    if (root.dataset.view === "tap") turn(row);
    const sentence = event.target.closest(".dt-s");
    if (sentence) { sentence.focus({ preventScroll: true }); light(sentence); }
  });

  // 9. Keys. None of them is taken from somebody who writes, nor from the browser.
  const current = () => document.activeElement?.closest?.(".dt-row");
  const near = () => rows.find((row) => shown(row) && row.getBoundingClientRect().bottom > 80);
  const go = (row) => {
    if (!row) return;
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  const step = (by) => {
    const seen = rows.filter(shown);
    const here = current();
    go(here ? seen[seen.indexOf(here) + by] : near());
  };
  const sentenceStep = (by) => {
    const row = current() ?? near();
    if (!row) return;
    const all = [...row.querySelectorAll(".dt-s")].filter(shown);
    const voice = all.filter((sentence) => sentence.closest(".dt-text") === (held()?.closest(".dt-text") ?? all[0]?.closest(".dt-text")));
    const at = voice.indexOf(held());
    const next = voice[at < 0 ? (by > 0 ? 0 : voice.length - 1) : at + by];
    if (next) next.focus({ preventScroll: false });
    else step(by);
  };
  const pressed = {
    j: () => step(1), k: () => step(-1), l: () => sentenceStep(1), h: () => sentenceStep(-1),
    m: () => { const row = current() ?? near(); if (row?.querySelector(".dt-number")) openMenu(row); },
    t: () => { if (termsButton) showTerms(!root.classList.contains("dt-terms-open")); },
    "?": () => keys.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (event.key === "Escape") {
      if (carded) hide();
      else if (root.classList.contains("dt-terms-open")) showTerms(false);
      else light(null);
      return;
    }
    if (event.target.closest?.("input:not([type=radio]), textarea, select, [contenteditable], dialog, [popover]")) return;
    const view = radios[Number(event.key) - 1];
    if (view) { event.preventDefault(); look(view.value); return; }
    const row = event.target.closest?.(".dt-row");
    if (event.key === "Enter" && row && root.dataset.view === "tap" && !event.target.closest("a, button")) {
      event.preventDefault();
      turn(row);
      return;
    }
    if (pressed[event.key]) { event.preventDefault(); pressed[event.key](); }
  });

  // 10. On a phone the line of views lies under the thumb, and makes way while one reads on.
  let last = scrollY;
  addEventListener("scroll", () => {
    const now = scrollY;
    if (Math.abs(now - last) < 12) return;
    root.classList.toggle("dt-reading-on", now > last && now > 200 && now + innerHeight < root.scrollHeight - 80);
    last = now;
  }, { passive: true });
})();
