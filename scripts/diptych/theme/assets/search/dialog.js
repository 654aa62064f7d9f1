// What a reader sees of the search: a dialog with a field, choices and a list of links.
(() => {
  "use strict";
  const search = (globalThis.diptychSearch ??= {});
  const WAIT = 120; // ms between the last letter and the search
  const PAGE = 10; // articles that are shown at a time
  const TERMS = 3;
  const WORDS = {
    vi: {
      title: "Tìm kiếm", field: "Tìm trong bài viết và thuật ngữ", hint: "Tìm bài viết, thuật ngữ", close: "Đóng", clear: "Xóa", scope: "Tìm trong văn bản",
      here: "Tiếng Việt", all: "Mọi ngôn ngữ", filters: "Lọc", years: "Năm", topics: "Chủ đề", publishers: "Nơi đăng", states: "Bản dịch",
      any: "Tất cả", unfilter: "Bỏ lọc", terms: "Thuật ngữ", otherTerms: "Thuật ngữ có nhắc đến", articles: "Bài viết", more: "Xem thêm",
      found: (n, more) => `${more ? "Hơn " : ""}${n} bài viết`, foundTerms: (n, more) => `${more ? "hơn " : ""}${n} thuật ngữ`,
      none: (q) => `Không tìm thấy “${q}”.`, noneHere: (q) => `Không văn bản tiếng Việt nào có “${q}”.`, tryAll: "Tìm trong mọi ngôn ngữ",
      noneFiltered: "Với bộ lọc này thì không có.", meant: "Ý bạn là:", busy: "Đang tìm…", failed: "Không tải được chỉ mục tìm kiếm. Hãy thử lại sau.",
      tips: ["Gõ không dấu cũng tìm được: dien bien phu.", "Gõ có dấu để tìm đúng từ ấy: mã khác mà, má.", "Đặt trong ngoặc kép để tìm nguyên cụm: “cửa hậu”."],
      keys: [["↑ ↓", "chọn"], ["Enter", "mở"], ["Esc", "đóng"]],
    },
    en: {
      title: "Search", field: "Search articles and terms", hint: "Search articles, terms", close: "Close", clear: "Clear", scope: "Search texts in",
      here: "English", all: "All languages", filters: "Filter", years: "Year", topics: "Topic", publishers: "Published by", states: "Translation",
      any: "Any", unfilter: "Clear filters", terms: "Terms", otherTerms: "Terms that speak of it", articles: "Articles", more: "Show more",
      found: (n, more) => `${more ? "More than " : ""}${n} ${n === 1 && !more ? "article" : "articles"}`, foundTerms: (n, more) => `${more ? "more than " : ""}${n} ${n === 1 && !more ? "term" : "terms"}`,
      none: (q) => `Nothing found for “${q}”.`, noneHere: (q) => `No English text has “${q}”.`, tryAll: "Search all languages",
      noneFiltered: "Nothing with these filters.", meant: "Did you mean:", busy: "Searching…", failed: "The search index could not be loaded. Please try again later.",
      tips: ["Vietnamese can be typed without accents: dien bien phu.", "With accents, a word is found as it is: mã is not mà or má.", "Quotation marks keep words together: “back door”."],
      keys: [["↑ ↓", "choose"], ["Enter", "open"], ["Esc", "close"]],
    },
  };
  const language = document.documentElement.lang;
  const say = WORDS[language] ?? WORDS.en;
  const KINDS = ["years", "topics", "publishers", "states"];
  const ADDRESS = { years: "year", topics: "topic", publishers: "publisher", states: "state" };

  const make = (tag, properties = {}, ...inside) => {
    const { data, ...rest } = properties;
    const element = Object.assign(document.createElement(tag), rest);
    for (const [name, value] of Object.entries(data ?? {})) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };
  const icon = (path) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const [name, value] of Object.entries({ viewBox: "0 0 24 24", width: 20, height: 20, "aria-hidden": "true" })) svg.setAttribute(name, value);
    svg.append(Object.assign(document.createElementNS(svg.namespaceURI, "path"), {}));
    svg.firstChild.setAttribute("d", path);
    return svg;
  };

  const field = make("input", {
    type: "search", className: "dt-search-field", name: "q", autocomplete: "off", spellcheck: false, enterKeyHint: "search",
    placeholder: say.hint, data: { "aria-label": say.field, "aria-controls": "dt-search-found", autocapitalize: "none" },
  });
  const status = make("p", { className: "dt-search-status", data: { role: "status" } });
  const found = make("div", { className: "dt-search-found", id: "dt-search-found" });
  const selects = {};
  const radio = (value, text, lang) =>
    make("label", lang ? { lang } : {}, make("input", { type: "radio", name: "in", value, checked: value === "here" }), make("span", {}, text));
  const scope = make("fieldset", { className: "dt-search-scope" }, make("legend", { className: "dt-search-hidden" }, say.scope), radio("here", say.here), radio("all", say.all));
  const count = make("span", { className: "dt-search-count" });
  const unfilter = make("button", { type: "button", className: "dt-search-plain", hidden: true }, say.unfilter);
  const choices = make("div", { className: "dt-search-choices" });
  const filters = make("details", { className: "dt-search-filters" }, make("summary", {}, say.filters, count), choices);
  const closing = make("button", { type: "button", className: "dt-search-close", data: { "aria-label": say.close, title: say.close } }, icon("M6 6l12 12M18 6L6 18"));
  const form = make(
    "form", { className: "dt-search-form", data: { role: "search" } },
    make("div", { className: "dt-search-line" }, icon("M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L21 21"), field, closing),
    make("div", { className: "dt-search-options" }, scope, filters),
  );
  const tips = make("div", { className: "dt-search-tips" },
    make("ul", {}, ...say.tips.map((tip) => make("li", {}, tip))),
    make("p", { className: "dt-search-keys" }, ...say.keys.flatMap(([key, text]) => [make("kbd", {}, key), ` ${text} `])));
  const dialog = make("dialog", { className: "dt-search", data: { "aria-label": say.title } }, form, make("div", { className: "dt-search-body" }, status, found, tips));

  // What is asked for stands in the address, so that going back comes back to it.
  const asked = () => ({
    text: field.value,
    all: form.elements.in.value === "all",
    chosen: Object.fromEntries(KINDS.map((kind) => [kind, selects[kind]?.value ?? ""])),
  });
  const address = ({ text, all, chosen }) => {
    const place = new URL(location.href);
    for (const name of ["q", "in", ...Object.values(ADDRESS)]) place.searchParams.delete(name);
    place.searchParams.delete("mark");
    place.searchParams.set("q", text);
    if (all) place.searchParams.set("in", "all");
    for (const kind of KINDS) if (chosen[kind]) place.searchParams.set(ADDRESS[kind], named(kind, chosen[kind]));
    return place.href;
  };
  const remember = (state, fresh) => {
    try { history[fresh ? "pushState" : "replaceState"](fresh ? { dtSearch: true } : history.state, "", address(state)); } catch { /* a file's address */ }
  };
  let facets = null;
  const label = (name) => (typeof name === "string" ? name : name[language] ?? Object.values(name)[0]);
  const named = (kind, mark) => label(facets[kind].find(([, other]) => other === mark)?.[0] ?? "");

  const furnish = async () => {
    facets = await search.facets();
    if (choices.childElementCount) return;
    for (const kind of KINDS) {
      const options = facets[kind].map(([name, mark]) => make("option", { value: mark }, label(name)));
      if (options.length < 2) continue;
      if (kind === "topics") options.sort((one, other) => one.textContent.localeCompare(other.textContent, language));
      selects[kind] = make("select", { name: ADDRESS[kind] }, make("option", { value: "" }, say.any), ...options);
      choices.append(make("label", {}, make("span", {}, say[kind]), selects[kind]));
    }
    choices.append(unfilter);
    filters.hidden = choices.childElementCount < 2;
    scope.hidden = Object.keys(facets.texts).length < 2;
  };
  const adopt = (params) => {
    field.value = params.get("q") ?? "";
    form.elements.in.value = params.get("in") === "all" || !(language in facets.texts) ? "all" : "here";
    for (const kind of KINDS) {
      if (!selects[kind]) continue;
      const wanted = params.get(ADDRESS[kind]);
      selects[kind].value = facets[kind].find(([name]) => wanted && label(name) === wanted)?.[1] ?? "";
      if (selects[kind].value) filters.open = true;
    }
  };

  // Links: a result is a page in the reader's language where that shows the text.
  const target = (hit, text, id) => {
    const page = text.on.includes(language) ? language : text.on[0] ?? language;
    const folder = `${search.root}${page}/${hit.kind === "t" ? "glossary" : "articles"}/${hit.id}/`;
    const place = new URL(location.protocol === "file:" ? `${folder}index.html` : folder);
    if (hit.kind === "a") place.searchParams.set("mark", field.value.trim());
    if (id && hit.kind === "a") place.hash = id;
    return place.href;
  };
  const written = ({ text, ranges }) => {
    const out = [];
    let at = 0;
    for (const [start, end] of ranges) {
      if (start < at) continue;
      out.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
      at = end;
    }
    return [...out, text.slice(at)];
  };
  const date = (day) => {
    const [year, month, date] = [day.slice(0, 4), day.slice(4, 6), day.slice(6, 8)];
    if (!month) return year;
    const style = { year: "numeric", month: "long", ...(date ? { day: "numeric" } : {}), timeZone: "UTC" };
    return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, style).format(new Date(Date.UTC(year, month - 1, date || 1)));
  };
  const own = (tag) => {
    const name = new Intl.DisplayNames([tag], { type: "language" }).of(tag);
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
  };

  const tag = (spoken) => make("abbr", { className: "dt-hit-language", title: own(spoken) }, spoken.toUpperCase());
  const quoted = (hit, text, one, first) => {
    const link = hit.kind === "a" ? { href: target(hit, text, one.id) } : {};
    return make("li", {}, first ? tag(text.language) : "", make(hit.kind === "a" ? "a" : "span", { lang: text.language, ...link }, ...written(one)));
  };
  const item = (hit) => {
    const texts = [...hit.texts].sort((one, other) => (other.language === language) - (one.language === language));
    const first = texts[0];
    const spoken = hit.titles[language] ? language : Object.keys(hit.titles).find((name) => hit.titles[name]);
    const title = hit.titles[spoken] ?? hit.id;
    const most = texts.length > 1 ? 2 : 3;
    const lines = texts.flatMap((text) => text.excerpts.filter((one) => !one.title).slice(0, most).map((one, at) => quoted(hit, text, one, at === 0)));
    const head = make("h4", {}, make("a", { className: "dt-hit-title", href: target(hit, first, first.excerpts[0]?.id) }, ...written(titled(title))));
    // Words that stand in a title alone: which language's title it is, is said there.
    if (!lines.length) head.append(" ", ...texts.map((text) => tag(text.language)));
    const counterparts = hit.kind === "t" ? Object.entries(hit.titles).filter(([name, text]) => name !== spoken && text && text !== title) : [];
    const facts = [hit.by, hit.day && date(hit.day)].filter(Boolean).join(" · ");
    return make("li", { className: `dt-hit dt-hit-${hit.kind}` }, head,
      ...counterparts.map(([name, text]) => make("p", { className: "dt-hit-other", lang: name }, ...written(titled(text)))),
      ...(facts ? [make("p", { className: "dt-hit-facts" }, ...written(titled(facts)))] : []),
      ...(lines.length ? [make("ul", { className: "dt-hit-texts" }, ...lines)] : []));
  };
  const titled = (text) => {
    const held = search.words(text), answer = search.match(search.query(field.value), held, language === "vi");
    const ranges = (answer?.marks ?? []).map((one) => [held[one.from].start, held[one.to - 1].end]);
    return { text, ranges: ranges.sort((one, other) => one[0] - other[0]) };
  };
  const section = (name, hits) => make("section", {}, make("h3", {}, name), make("ol", {}, ...hits.map(item)));

  let turn = 0, timer = 0, rest = null;
  const ended = (mine) => mine !== turn;

  const run = async () => {
    clearTimeout(timer);
    const mine = ++turn;
    const state = asked();
    count.textContent = String(Object.values(state.chosen).filter(Boolean).length || "");
    unfilter.hidden = !count.textContent;
    remember(state, false);
    tips.hidden = state.text.trim() !== "";
    if (!search.query(state.text).units.length) {
      found.replaceChildren();
      status.textContent = "";
      dialog.removeAttribute("aria-busy");
      return;
    }
    dialog.setAttribute("aria-busy", "true");
    const late = setTimeout(() => { if (!ended(mine)) status.textContent = say.busy; }, 400);
    try {
      await furnish(); // the reader may be quicker than the index
      await show(state, mine);
    } catch (error) {
      if (!ended(mine)) { found.replaceChildren(); status.textContent = say.failed; }
      console.warn(error);
    } finally {
      clearTimeout(late);
      if (!ended(mine)) dialog.removeAttribute("aria-busy");
    }
  };

  const whereOf = ({ all, chosen }) => ({ language: !all && language in facets.texts ? language : "", marks: Object.values(chosen).filter(Boolean) });

  const show = async (state, mine) => {
    const { text } = state;
    const where = whereOf(state);
    const articles = search.hits(text, where, "article");
    // What articles are filtered by, terms do not have.
    const told = isFiltered(state) ? { hits: [], done: true } : next(search.hits(text, where, "term"));
    const [batch, { hits: terms, done: allTold }] = await Promise.all([next(articles), told]);
    const spelling = [...terms, ...batch.hits].some((hit) => hit.together) ? "" : await better(text, where);
    if (ended(mine)) return;
    // Terms that bear the words come first, those that only speak of them last.
    const named = terms.filter((hit) => hit.named).slice(0, TERMS);
    const others = terms.filter((hit) => !named.includes(hit)).slice(0, PAGE);
    const list = section(say.articles, []);
    found.replaceChildren(...[
      spelling && make("p", { className: "dt-search-meant" }, `${say.meant} `, plainButton(spelling, () => again(spelling, state.all))),
      named.length && section(say.terms, named),
      batch.hits.length && list,
      others.length && section(named.length ? say.otherTerms : say.terms, others),
    ].filter(Boolean));
    found.parentElement.scrollTop = 0;
    rest = { list: list.querySelector("ol"), articles, queue: batch.hits, done: batch.done, shown: 0, terms: terms.length && say.foundTerms(terms.length, !allTold) };
    if (!batch.hits.length && !terms.length) return nothing(state, mine);
    await more(mine, false);
  };
  const isFiltered = ({ chosen }) => Object.values(chosen).some(Boolean);

  /** The next batch that holds a hit. */
  const next = async (articles) => {
    for (;;) {
      const { value, done } = await articles.next();
      if (done) return { hits: [], done: true };
      if (value.hits.length) return value;
    }
  };
  const tell = () => {
    const articles = rest.shown + rest.queue.length;
    status.textContent = [articles && say.found(articles, !rest.done), rest.terms].filter(Boolean).join(", ");
  };
  const more = async (mine, focus) => {
    const here = rest;
    while (here.shown && here.queue.length < PAGE && !here.done) {
      const batch = await next(here.articles);
      here.queue.push(...batch.hits);
      here.done = batch.done;
    }
    if (ended(mine)) return;
    const fresh = here.queue.splice(0, PAGE).map(item);
    here.shown += fresh.length;
    here.list.append(...fresh);
    here.list.parentElement.querySelector(".dt-search-more")?.remove();
    if (here.queue.length || !here.done) {
      const button = plainButton(say.more, () => { button.disabled = true; more(turn, true); });
      button.classList.add("dt-search-more");
      here.list.after(button);
    }
    tell();
    if (focus) fresh[0]?.querySelector("a")?.focus();
  };
  const plainButton = (text, onclick) => make("button", { type: "button", className: "dt-search-plain", onclick }, text);

  /** Where several words were found only apart: a spelling, one letter off, of which some text has them together. */
  const better = async (text, where) => {
    const { units } = search.query(text);
    if (units.length < 2 || units.some((unit) => unit.quotation)) return "";
    for (const other of await search.meant(text, true)) if (await some(other, where)) return other;
    return "";
  };

  /** Says that nothing was found, and what else the reader can do: that there is something elsewhere is true. */
  const nothing = async (state, mine) => {
    const { text } = state;
    const said = text.trim().replace(/["“”«»„]/gu, "");
    if (isFiltered(state)) return offer(`${say.none(said)} ${say.noneFiltered}`, plainButton(say.unfilter, clear));
    const elsewhere = !state.all && (await some(text, {}));
    if (ended(mine)) return;
    if (elsewhere) return offer(say.noneHere(said), plainButton(say.tryAll, () => again(text, true)));
    for (const other of await search.meant(text)) {
      const here = state.all || (await some(other, whereOf(state)));
      if (!here && !(await some(other, {}))) continue;
      if (ended(mine)) return;
      return offer(`${say.none(said)} ${say.meant} ${other}?`, plainButton(other, () => again(other, state.all || !here)));
    }
    if (!ended(mine)) offer(say.none(said));
  };
  const offer = (text, ...buttons) => { status.textContent = text; found.replaceChildren(...buttons); };
  const some = async (text, where) => {
    for (const kind of ["term", "article"]) if ((await next(search.hits(text, where, kind))).hits.length) return true;
    return false;
  };
  const again = (text, all) => { field.value = text; form.elements.in.value = all ? "all" : "here"; field.focus(); run(); };
  const clear = () => { for (const kind of KINDS) if (selects[kind]) selects[kind].value = ""; field.focus(); run(); };
  unfilter.onclick = clear;

  // Keys: the arrows go from the field through the titles, a letter goes back to the field.
  const stops = () => [...found.querySelectorAll(".dt-hit-title, .dt-search-more, .dt-search-plain")];
  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = stops(), at = all.indexOf(document.activeElement), inside = document.activeElement;
    const go = (element) => { event.preventDefault(); element.focus(); element.closest?.("li")?.scrollIntoView({ block: "nearest" }); };
    // By itself the key would first empty the field.
    if (event.key === "Escape") { event.preventDefault(); leave(); return; }
    if (inside.matches("select, [type=radio], summary")) return;
    if (event.key === "ArrowDown" && all.length) go(all[Math.min(at + 1, all.length - 1)]);
    else if (event.key === "ArrowUp" && at >= 0) go(at ? all[at - 1] : field);
    else if (event.key === "Home" && at > 0) go(all[0]);
    else if (event.key === "End" && at >= 0) go(all[all.length - 1]);
    else if (event.key === "Enter" && inside === field) { event.preventDefault(); timer ? run().then(first) : first(); }
    else if (at >= 0 && (event.key.length === 1 && event.key !== " " || event.key === "Backspace")) field.focus();
  });
  const first = () => stops()[0]?.click();
  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    timer = setTimeout(() => { timer = 0; run(); }, WAIT);
    if (event.isComposing) tips.hidden = true;
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => { if (event.target !== field) run(); });
  closing.onclick = () => leave();
  dialog.addEventListener("click", (event) => { if (event.target === dialog) leave(); });
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); leave(); });

  let returning = null;
  const leave = () => {
    if (history.state?.dtSearch) { history.back(); return; } // `popstate` closes
    const place = new URL(location.href);
    for (const name of ["q", "in", ...Object.values(ADDRESS)]) place.searchParams.delete(name);
    try { history.replaceState(null, "", place.href); } catch { /* a file's address */ }
    search.close();
  };
  search.close = () => {
    if (!dialog.open) return;
    turn += 1;
    dialog.close();
    document.documentElement.classList.remove("dt-searching");
    returning?.focus?.({ preventScroll: true });
  };
  search.open = async (typed) => {
    if (!dialog.isConnected) document.body.append(dialog);
    const again = dialog.open;
    if (!again) {
      returning = document.activeElement;
      dialog.showModal();
      // The page stays where it is, and as wide: a page without a scroll bar needs no place for one.
      document.documentElement.classList.toggle("dt-searching", document.documentElement.scrollHeight > innerHeight);
    }
    field.focus();
    if (typed) field.value = typed;
    else field.select();
    try {
      await furnish();
    } catch (error) {
      status.textContent = say.failed;
      console.warn(error);
      return;
    }
    const params = new URLSearchParams(location.search);
    if (params.has("q") && !typed) {
      if (params.get("q") !== field.value || !again) { adopt(params); await run(); }
    } else if (!again) {
      const now = field.value;
      adopt(params);
      if (now) field.value = now; // the reader was quicker than the index
      remember(asked(), !params.has("q"));
      run();
    }
  };
})();
