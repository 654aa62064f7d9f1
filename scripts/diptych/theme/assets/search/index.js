// The index: asks Pagefind for candidates, keeps those that hold the words, and puts them in order.
(() => {
  "use strict";
  const search = (globalThis.diptychSearch ??= {});
  const FOLDER = "pagefind/";
  const FIRST = 20; // candidates that are read before the first results are shown
  const NEXT = 40;
  const IN_VAIN = 160; // candidates without a hit after which the search ends: the best come first
  const SENTENCE = 240; // characters
  const SHOWN = 3; // sentences of an article
  const RANKING = { diacriticSimilarity: 3, metaWeights: { f: 0.01, by: 1 } };

  // Without a server the browser fetches no file, but it runs scripts: in an offline copy each file of the index is one.
  const waiting = new Map();
  search.take = (name, data) => waiting.get(name)?.(Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0)));
  const fromScript = (name) =>
    new Promise((done, failed) => {
      waiting.set(name, done);
      const script = document.createElement("script");
      script.src = `${search.root}${FOLDER}${name}.js`;
      script.onerror = () => failed(new Error(name));
      script.onload = () => script.remove();
      document.head.append(script);
    });
  const offline = location.protocol === "file:";
  search.fetch = async (address) => new Response(await fromScript(String(address).split("?")[0].split(`/${FOLDER}`)[1]));
  const json = async (name) => {
    if (offline) return (await search.fetch(`/${FOLDER}${name}`)).json();
    const answer = await fetch(search.root + FOLDER + name);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  };

  const kept = {};
  const once = (name, make) => (kept[name] ??= make().catch((error) => { delete kept[name]; throw error; }));
  const facets = () => once("facets", () => json("facets.json"));
  const spelt = () => once("words", () => json("words.json"));
  const pagefind = () => once("pagefind", async () => {
    let address = `${search.root}${FOLDER}pagefind.js`, basePath = search.root + FOLDER;
    if (offline) {
      const text = await (await search.fetch(`/${FOLDER}pagefind.js`)).text();
      address = URL.createObjectURL(new Blob([`const fetch = globalThis.diptychSearch.fetch;${text}`], { type: "text/javascript" }));
      basePath = `https://offline.invalid/${FOLDER}`;
    }
    const program = await import(address);
    await program.options({ basePath, noWorker: true, ranking: RANKING });
    await program.init();
    return program;
  });

  /** The text as readers know it: the index writes đ as ḋ, which Pagefind folds to d, and ḋ itself with a joiner. */
  const shown = (text) => text.replace(/ḋ/g, "đ").replace(/Ḋ/g, "Đ").replace(/\u034f/g, "").normalize("NFC");
  const hidden = (word) => word.replace(/đ/g, "ḋ").replace(/Đ/g, "Ḋ");

  /** Positions of consecutive chunks, as many as there are words: known before any text is fetched. */
  const adjacent = (places, size) => {
    const held = new Set(places);
    return places.some((place) => { for (let n = 1; n < size; n += 1) if (!held.has(place + n)) return false; return true; });
  };

  /** The candidates for a query and some marks that each must bear, the likely ones first. */
  const candidates = async (asked, marks) => {
    const program = await pagefind();
    const spellings = [asked.units.map((unit) => unit.text.join(" ")), asked.units.map((unit) => unit.text.join(""))];
    const queries = [...new Set(spellings.map((words) => words.map(hidden).join(" ")))];
    if (asked.units.every((unit) => unit.words.every((word) => word.base.length < 2))) queries.shift();
    const found = new Map();
    for (const text of queries.length ? queries : [spellings[1].map(hidden).join(" ")]) {
      const { results } = await program.search([text, ...marks].join(" "));
      results.forEach((one) => found.has(one.id) || found.set(one.id, one));
    }
    const size = asked.units.length;
    const all = [...found.values()];
    if (size < 2) return all;
    const close = new Set(all.filter((one) => adjacent(one.words, size)));
    return [...close, ...all.filter((one) => !close.has(one))];
  };

  /** The blocks of a text: {id of the paragraph, the first word, text}. */
  const blocks = (data, text) => {
    const chunks = [...text.matchAll(/\S+/gu)];
    const starts = [{ id: "", location: 0 }, ...data.anchors].filter((one) => one.location < chunks.length);
    return starts
      .map(({ id, location }, at) => {
        const end = starts[at + 1]?.location ?? chunks.length;
        if (end <= location) return null;
        return { id, start: chunks[location].index, end: chunks[end - 1].index + chunks[end - 1][0].length };
      })
      .filter(Boolean);
  };

  const segmenters = new Map();
  const sentences = (text, language) => {
    if (typeof Intl.Segmenter !== "function") {
      return [...text.matchAll(/[^.!?…]+[.!?…]*\s*/gu)].map((one) => ({ start: one.index, end: one.index + one[0].length }));
    }
    if (!segmenters.has(language)) segmenters.set(language, new Intl.Segmenter(language, { granularity: "sentence" }));
    return [...segmenters.get(language).segment(text)].map((one) => ({ start: one.index, end: one.index + one.segment.length }));
  };

  /** The sentences that answer best, in the order of the text: {text, ranges to mark, id of the paragraph}. */
  const excerpts = (parts, headed, text, held, answer, language) => {
    const places = answer.marks.map((one) => ({ start: held[one.from].start, end: held[one.to - 1].end, ...one }));
    const out = [];
    for (const block of parts) {
      if (!places.some((one) => one.start >= block.start && one.end <= block.end)) continue;
      for (const part of sentences(text.slice(block.start, block.end), language)) {
        const start = block.start + part.start, end = block.start + part.end;
        const inside = places.filter((one) => one.start >= start && one.start < end);
        if (!inside.length) continue;
        const units = answer.units.filter((unit) => unit.some((one) => inside.some((mark) => one.from >= mark.from && one.to <= mark.to))).length;
        out.push({ ...cut(text, start, end, inside), id: block.id, title: headed && block === parts[0], weight: units * 10 + Math.max(...inside.map((one) => one.level)) });
      }
    }
    const body = out.filter((one) => !one.title);
    const best = [...(body.length ? body : out)].sort((a, b) => b.weight - a.weight).slice(0, SHOWN);
    return out.filter((one) => best.includes(one));
  };

  /** A sentence, or of a long one what stands around the first mark. */
  const cut = (text, start, end, inside) => {
    let before = "", after = "";
    end = start + text.slice(start, end).trimEnd().length;
    if (end - start > SENTENCE) {
      const from = Math.max(start, inside[0].start - SENTENCE / 3);
      const to = Math.min(end, from + SENTENCE);
      if (from > start) start = text.indexOf(" ", from) + 1, before = "… ";
      if (to < end) end = Math.max(text.lastIndexOf(" ", to), inside[0].end), after = " …";
    }
    const ranges = inside
      .filter((one) => one.start >= start && one.end <= end)
      .map((one) => [one.start - start + before.length, one.end - start + before.length]);
    return { text: before + text.slice(start, end) + after, ranges };
  };

  /** The text of a candidate and its words: made once, for Pagefind keeps what it has read. */
  const taken = (data) => { const text = shown(data.content); return { text, held: search.words(text) }; };

  /** Reads one candidate: what it is and how well it answers, or null. */
  const examined = (data, asked, marks, all) => {
    const [, kind, id, language] = data.raw_url.match(/^\/([at])\/([^/]+)\/([^/]+)\.html$/) ?? [];
    const bears = new Set((data.meta.f ?? "").split(" "));
    if (!id || !marks.every((mark) => bears.has(mark))) return null;
    const vietnamese = language.split("-")[0] === "vi";
    const { text, held } = (data.taken ??= taken(data));
    const by = shown(data.meta.by ?? "");
    const inText = search.match(asked, held, vietnamese);
    const answer = inText ?? search.match(asked, search.words(`${by} ${text}`), vietnamese);
    if (!answer) return null;
    const titles = Object.fromEntries(all.languages.map((tag) => [tag, shown(data.meta[tag] ?? "")]));
    const parts = blocks(data, text);
    const headed = data.anchors[0]?.element === "h1" && data.anchors[0].location === 0;
    const heading = headed ? text.slice(parts[0].start, parts[0].end) : "";
    // A term's heading holds its variants too.
    const named = search.match(asked, search.words(heading), vietnamese);
    const title = kind === "t" ? search.match(asked, search.words(titles[language] ?? ""), vietnamese) : named;
    const whole = headed && search.fold(titles[language] || heading) === asked.units.map((unit) => unit.words.map((word) => word.base).join(" ")).join(" ");
    return {
      kind, id, language, titles, by,
      day: [...bears].map((mark) => mark.match(/^zqd(\d+)zq$/)?.[1]).find(Boolean) ?? "",
      on: all.languages.filter((_, at) => bears.has(`zqo${at}zq`)),
      named: Boolean(named),
      together: answer.together && answer.level > 1,
      size: kind === "t" ? titles[language]?.length ?? 0 : 0, // of two terms with the words the plainer comes first
      excerpts: inText ? excerpts(parts, headed, text, held, inText, language) : [],
      rank: [answer.level > 1, !asked.marked || answer.level === 4, whole, title?.together, title, named, answer.together].map((value) => (value ? 1 : 0)),
    };
  };

  const before = (one, other) => {
    for (let at = 0; at < one.rank.length; at += 1) if (one.rank[at] !== other.rank[at]) return other.rank[at] - one.rank[at];
    return one.size - other.size || one.order - other.order;
  };

  /** Hits one batch after another: [{kind, id, titles, by, day, rank, texts: [{language, on, excerpts}]}], each article
      once. `marks` are those that all must bear; `language`, where one is given, is that of the texts. */
  const hits = async function* (text, { marks = [], language = "" }, kind) {
    const all = await facets();
    const asked = search.query(text);
    const own = language ? all.texts[language]?.[kind] : all.kinds[kind];
    if (!asked.units.length || !own) return;
    const every = [...marks, own];
    const found = await candidates(asked, every);
    let some = false;
    for await (const batch of examinedAll(found, asked, every, all)) {
      some ||= batch.hits.length > 0;
      yield batch;
    }
    const last = asked.units[asked.units.length - 1];
    if (some || !last.late) return;
    last.open = true;
    yield* examinedAll(found, asked, every, all);
  };

  const examinedAll = async function* (found, asked, marks, all) {
    const seen = new Map();
    let order = 0, vain = 0;
    for (let at = 0; at < found.length && vain < IN_VAIN; ) {
      const batch = found.slice(at, at + (at ? NEXT : FIRST));
      at += batch.length;
      const read = (await Promise.all(batch.map((one) => one.data()))).map((data) => examined(data, asked, marks, all));
      const fresh = [];
      for (const one of read) {
        order += 1;
        if (!one) { vain += 1; continue; }
        vain = 0;
        const { language, on, excerpts: parts, rank, ...rest } = one;
        const text = { language, on, excerpts: parts };
        const hit = seen.get(one.id);
        if (!hit) {
          seen.set(one.id, { ...rest, rank, order, texts: [text] });
          fresh.push(seen.get(one.id));
          continue;
        }
        hit.texts.push(text);
        if (before({ ...one, order }, hit) < 0) hit.rank = rank;
        hit.together ||= one.together;
      }
      yield { hits: fresh.sort(before), done: at >= found.length || vain >= IN_VAIN };
    }
  };

  /** Damerau and Levenshtein's distance (adjacent letters may change places), or `most` + 1 where it is more. */
  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let previous = [], row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const changed = one[i - 1] === other[j - 1] ? 0 : 1;
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + changed);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], previous[j - 2] + 1);
      }
      previous = row;
      row = next;
    }
    return row[other.length];
  };

  /** Spellings that the reader may have meant, the likely first: one typing error, or a space too few or too many;
      `strict`: only those whose words stand together somewhere. */
  const meant = async (text, strict) => {
    const { words, pairs } = await spelt();
    const asked = search.query(text).units.flatMap((unit) => unit.text);
    if (!asked.length || asked.length > 8) return [];
    const base = (word) => search.parsed(word).base;
    const bases = words.map(base);
    const joint = new Map(pairs.map((pair) => [pair.split(" ").map(base).join(" "), pair.split(" ")]).reverse());
    const out = [];
    const offer = (list, cost) => {
      const spelling = [...list];
      let together = 0;
      for (let at = 1; at < list.length; at += 1) {
        const pair = joint.get(`${base(list[at - 1])} ${base(list[at])}`);
        if (pair) together += 1, spelling.splice(at - 1, 2, ...pair);
      }
      if (strict && together < list.length - 1) return;
      out.push({ text: spelling.join(" "), cost: cost - together * 0.6, at: out.length });
    };
    asked.forEach((word, at) => {
      const mine = base(word);
      const instead = (...others) => [...asked.slice(0, at), ...others, ...asked.slice(at + 1)];
      words.forEach((other, n) => {
        if (mine.length < 3 && asked.length < 2) return;
        const apart = distance(mine, bases[n], 1);
        if (apart <= 1 && other.toLowerCase() !== word.toLowerCase()) offer(instead(other), 1 + apart + n / words.length);
      });
      if (mine.length > 3) pairs.forEach((pair, n) => {
        const apart = distance(mine, base(pair.replace(/ /g, "")), 1);
        if (apart <= 1) offer(instead(...pair.split(" ")), 0.5 + apart + n / pairs.length);
      });
      const joined = at ? bases.indexOf(base(asked[at - 1] + word)) : -1;
      if (joined >= 0) offer([...asked.slice(0, at - 1), words[joined], ...asked.slice(at + 1)], 1);
    });
    const best = out.sort((one, other) => one.cost - other.cost || one.at - other.at).map((one) => one.text);
    return [...new Set(best)].slice(0, 6);
  };

  Object.assign(search, { facets, hits, meant, ready: () => Promise.all([facets(), pagefind()]) });
})();
