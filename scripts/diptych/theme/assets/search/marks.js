// A reader who comes from the search finds the words marked, and stands at the first.
(() => {
  "use strict";
  const search = (globalThis.diptychSearch ??= {});
  const language = document.documentElement.lang;
  const WORDS = {
    vi: { marks: "Chỗ tìm thấy", at: (n, all) => `${n} trên ${all}`, before: "Chỗ trước", after: "Chỗ sau", clear: "Bỏ đánh dấu" },
    en: { marks: "Places found", at: (n, all) => `${n} of ${all}`, before: "Previous", after: "Next", clear: "Clear the marks" },
  };
  const say = WORDS[language] ?? WORDS.en;
  const BLOCKS = "p, li, td, th, h1, h2, h3, h4, h5, h6, pre, blockquote, figcaption, dd, dt, summary, .dt-heading, .dt-subtitle, .dt-title, .dt-text";

  /** The texts of the page, block by block, with the nodes that they come from. */
  const blocks = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = new Map();
    // Of an article its texts, not what is said about it.
    const texts = root.querySelector(".dt-row") ? ".dt-title, .dt-subtitle, .dt-text" : "*";
    for (let node; (node = walker.nextNode()); ) {
      const parent = node.parentElement;
      if (!node.data.trim() || !parent.closest(texts) || parent.closest("script, style, button, .dt-hinge, .dt-record, .dt-contents, dialog")) continue;
      const block = parent.closest(BLOCKS) ?? root;
      if (!found.has(block)) found.set(block, { text: "", nodes: [], vietnamese: /^vi\b/.test(parent.closest("[lang]")?.lang ?? "") });
      const one = found.get(block);
      one.nodes.push([one.text.length, node]);
      one.text += node.data;
    }
    return [...found.values()].map((one) => ({ ...one, held: search.words(one.text) }));
  };

  const ranges = (block, places) => places.map(({ from, to }) => {
    const spot = (offset, last) => {
      const [start, node] = block.nodes.findLast(([at]) => (last ? at < offset : at <= offset));
      return [node, offset - start];
    };
    const range = document.createRange();
    range.setStart(...spot(block.held[from].start, false));
    range.setEnd(...spot(block.held[to - 1].end, true));
    return range;
  });

  /** The places where all stands together; where nothing does, those of each part. */
  const places = (text) => {
    const asked = search.query(text);
    const every = blocks(document.querySelector(".dt-content") ?? document.body);
    // A beginning of a word counts only where no word on the page is whole.
    const meet = (query) => {
      const met = every.flatMap((block) => {
        const answer = search.match(query, block.held, block.vietnamese);
        return answer?.together ? answer.marks.map((place) => ({ block, place })) : [];
      });
      const best = met.some(({ place }) => place.level > 1) ? met.filter(({ place }) => place.level > 1) : met;
      return best.flatMap(({ block, place }) => ranges(block, [place]));
    };
    const whole = meet(asked);
    if (whole.length) return whole;
    const groups = Map.groupBy ? Map.groupBy(asked.units, (unit) => unit.quotation || unit) : new Map(asked.units.map((unit) => [unit, [unit]]));
    return [...groups.values()].flatMap((units) => meet({ ...asked, units })).sort((one, other) => one.compareBoundaryPoints(Range.START_TO_START, other));
  };

  /** Where highlights cannot be drawn, elements are put around the words. */
  const wrapped = (found) => [...found].reverse().flatMap((range) => {
    const nodes = [];
    const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
    if (range.commonAncestorContainer.nodeType === Node.TEXT_NODE) nodes.push(range.commonAncestorContainer);
    else for (let node; (node = walker.nextNode()); ) if (range.intersectsNode(node)) nodes.push(node);
    return nodes.map((node) => {
      const part = document.createRange();
      part.setStart(node, node === range.startContainer ? range.startOffset : 0);
      part.setEnd(node, node === range.endContainer ? range.endOffset : node.length);
      const mark = document.createElement("mark");
      mark.className = "dt-found";
      part.surroundContents(mark);
      return mark;
    }).reverse();
  }).reverse();

  /** Shows a text that the view hides: the other half of its paragraph, or both texts. */
  const reveal = (range) => {
    const root = document.documentElement;
    if (!seen(range) && root.dataset.view === "tap") range.startContainer.parentElement.closest(".dt-row")?.classList.add("dt-open");
    if (seen(range) || !root.dataset.view) return;
    root.dataset.view = "both";
    document.querySelectorAll("[name=dt-view]").forEach((radio) => { radio.checked = radio.value === "both"; });
  };

  const seen = (range) => range.startContainer.parentElement.getClientRects().length > 0;

  search.mark = (text) => {
    const all = places(text);
    if (!all.length) return;
    const drawn = typeof Highlight === "function" && CSS.highlights;
    let marks = all;
    if (drawn) CSS.highlights.set("dt-found", new Highlight(...all));
    else marks = wrapped(all).map((mark) => { const range = document.createRange(); range.selectNodeContents(mark); return range; });
    const row = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const inRow = row ? marks.filter((range) => row.contains(range.startContainer)) : [];
    let at = Math.max(0, marks.indexOf(inRow.find(seen) ?? inRow[0] ?? marks.find(seen)));

    const bar = document.createElement("div");
    bar.className = "dt-marks";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", say.marks);
    const count = document.createElement("span");
    count.setAttribute("role", "status");
    const button = (name, sign, act) => {
      const one = document.createElement("button");
      one.type = "button";
      one.title = name;
      one.setAttribute("aria-label", name);
      one.textContent = sign;
      one.onclick = act;
      return one;
    };
    const go = (step) => {
      at = (at + step + marks.length) % marks.length;
      reveal(marks[at]);
      count.textContent = say.at(at + 1, marks.length);
      if (drawn) CSS.highlights.set("dt-found-now", Object.assign(new Highlight(marks[at]), { priority: 1 }));
      marks[at].startContainer.parentElement.scrollIntoView({ block: "center" });
    };
    const clear = () => {
      if (drawn) CSS.highlights.delete("dt-found"), CSS.highlights.delete("dt-found-now");
      else document.querySelectorAll("mark.dt-found").forEach((mark) => { const parent = mark.parentNode; mark.replaceWith(...mark.childNodes); parent.normalize(); });
      bar.remove();
      const place = new URL(location.href);
      place.searchParams.delete("mark");
      try { history.replaceState(history.state, "", place.href); } catch { /* a file's address */ }
    };
    bar.append(button(say.before, "‹", () => go(-1)), count, button(say.after, "›", () => go(1)), button(say.clear, "×", clear));
    document.body.append(bar);
    go(0);
  };
})();
