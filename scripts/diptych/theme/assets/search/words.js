// Words as the search compares them: letters without marks, the marks apart, the tone of a syllable apart from both,
// so that hoà is hòa, an unmarked query meets every spelling, and a marked one only what has its marks.
(() => {
  "use strict";
  const search = (globalThis.diptychSearch ??= {});
  const TONES = "\u0300\u0301\u0303\u0309\u0323";
  const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
  const VOWEL = /[aeiouy]/;
  const known = new Map();

  /** A word taken apart: `base` letters, the `marks` on each, the `tones` of the whole, in their order. */
  const parsed = (word) => {
    let found = known.get(word);
    if (found) return found;
    let base = "", tones = "";
    const marks = [];
    for (const sign of word.toLowerCase().normalize("NFD")) {
      if (TONES.includes(sign)) tones += sign;
      else if (/\p{M}/u.test(sign)) marks.length ? (marks[marks.length - 1] += sign) : 0;
      else for (const unit of sign === "đ" ? "d" : sign) base += unit, marks.push(sign === "đ" ? "\u0335" : "");
    }
    found = { base, marks, tones, marked: tones !== "" || marks.some(Boolean) };
    if (known.size > 50000) known.clear();
    known.set(word, found);
    return found;
  };

  /** The words of a text in their places. `chunk` counts by white space, as Pagefind does; the first word of a chunk
      of several ("e-mail") carries the chunk as one word too. */
  const words = (text) => {
    const out = [];
    let number = 0;
    for (const found of text.matchAll(/\S+/gu)) {
      const inside = [...found[0].matchAll(WORD)];
      inside.forEach((match, at) => {
        const start = found.index + match.index;
        out.push({ word: parsed(match[0]), start, end: start + match[0].length, chunk: number, whole: null, size: 1 });
        if (at === 0 && inside.length > 1) {
          Object.assign(out[out.length - 1], { whole: parsed(inside.map((one) => one[0]).join("")), size: inside.length });
        }
      });
      number += 1;
    }
    return out;
  };

  /** What is asked for: units that must all be there; those of one quotation stand together. A unit of several words
      ("cross-border") is also met by the one word. The last may be still unfinished. */
  const query = (text) => {
    const units = [];
    let quotation = 0;
    for (const [, , quoted, chunk] of text.normalize("NFC").matchAll(/(["“”«»„])([^"“”«»„]+)(?:["“”«»„]|$)|([^\s"“”«»„]+)/gu)) {
      const before = units.length;
      for (const part of (quoted ?? chunk).split(/\s+/u)) {
        const inside = [...part.matchAll(WORD)].map((match) => match[0]);
        if (inside.length) {
          const whole = inside.length > 1 ? parsed(inside.join("")) : null;
          units.push({ text: inside, words: inside.map(parsed), whole, open: false, quotation: 0 });
        }
      }
      if (quoted !== undefined && units.length > before) {
        quotation += 1;
        units.slice(before).forEach((unit) => { unit.quotation = quotation; });
      }
    }
    const last = units[units.length - 1];
    // A syllable that has its tone is most often whole: only where nothing has it, it is taken for a beginning.
    const ending = last?.words[last.words.length - 1];
    if (ending?.base.length > 1 && !last.quotation && /[\p{L}\p{N}\p{M}]$/u.test(text)) last[ending.tones ? "late" : "open"] = true;
    // Whoever writes marks means a word without them to have none, so far as there is a choice.
    const marked = units.some((unit) => unit.words.some((word) => word.marked));
    units.forEach((unit) => { unit.marked = marked; });
    return { units, marked };
  };

  /** English endings taken off, alike from a plural, a past and a plain form. */
  const plain = (word) => {
    if (word.length < 4 || word === "news") return word;
    if (/[^aeiou]ies$/.test(word)) word = `${word.slice(0, -3)}y`;
    else if (/(?:ch|sh|ss|x|z)es$/.test(word)) word = word.slice(0, -2);
    else if (/[^su]s$/.test(word) && !/is$/.test(word)) word = word.slice(0, -1);
    const [, stem] = word.match(/^(.+?)(?:ed|ing)$/) ?? [];
    if (/[^aeiou]ied$/.test(word)) word = `${word.slice(0, -3)}y`;
    else if (stem && VOWEL.test(stem) && !/eed$/.test(word)) word = stem.length < 3 ? `${stem}e` : stem;
    if (word.length > 3) word = word.replace(/([^aeiousz])\1$/, "$1").replace(/e$/, "").replace(/y$/, "i");
    return word;
  };

  /** Whether a word, or its beginning, has every mark that is asked for; more marks are no matter. */
  const fits = (asked, held) =>
    (!asked.tones || held.tones.startsWith(asked.tones)) && asked.marks.every((mark, at) => !mark || held.marks[at] === mark);

  /** How well a word answers one that is asked for: 4 the same, 3 with more marks or another ending, 2 a name without
      its marks in another language than Vietnamese, 1 the beginning of a longer word, 0 not. */
  const level = (asked, held, vietnamese, open, marked) => {
    if (asked.base === held.base) {
      if (fits(asked, held)) return !marked || (asked.tones === held.tones && asked.marks.join() === held.marks.join()) ? 4 : 3;
      return !vietnamese && !held.marked ? 2 : 0;
    }
    if (!vietnamese && !asked.marked && asked.base[0] === held.base[0] && plain(asked.base) === plain(held.base)) return 3;
    return open && held.base.startsWith(asked.base) && fits(asked, held) ? 1 : 0;
  };

  /** Where one unit begins at the word `at`: {from, to (exclusive), level}, or nothing. */
  const unitAt = (unit, held, at, vietnamese) => {
    let best = null;
    const take = (size, reached) => {
      if (reached && at + size <= held.length && reached > (best?.level ?? 0)) best = { from: at, to: at + size, level: reached };
    };
    const one = held[at], single = unit.words.length === 1 ? unit.words[0] : unit.whole;
    if (one.whole) take(one.size, level(single, one.whole, vietnamese, unit.open, unit.marked));
    if (unit.whole) take(1, level(unit.whole, one.word, vietnamese, unit.open, unit.marked));
    let reached = 4;
    for (let n = 0; n < unit.words.length && reached; n += 1) {
      const word = held[at + n]?.word;
      const open = unit.open && n === unit.words.length - 1;
      reached = word ? Math.min(reached, level(unit.words[n], word, vietnamese, open, unit.marked)) : 0;
    }
    take(unit.words.length, reached);
    return best;
  };

  /** Runs of these units one behind the other: {from, to, level}. */
  const runs = (units, found, starts) => {
    const out = [];
    for (const first of found[units[0]]) {
      let end = first.to, reached = first.level;
      for (const unit of units.slice(1)) {
        const next = starts[unit].get(end);
        if (!next) { reached = 0; break; }
        end = next.to;
        reached = Math.min(reached, next.level);
      }
      if (reached) out.push({ from: first.from, to: end, level: reached });
    }
    return out;
  };

  /** Where a text answers a query, or null where it does not: {marks: places to show, together: all units stand side
      by side, level: the least of the units' best}. */
  const match = (asked, held, vietnamese) => {
    const found = asked.units.map(() => []), starts = asked.units.map(() => new Map());
    held.forEach((_, at) => asked.units.forEach((unit, n) => {
      const place = unitAt(unit, held, at, vietnamese);
      if (place) found[n].push(place), starts[n].set(at, place);
    }));
    if (!asked.units.length || found.some((places) => !places.length)) return null;
    const quotations = new Map();
    asked.units.forEach((unit, n) => unit.quotation && quotations.set(unit.quotation, [...(quotations.get(unit.quotation) ?? []), n]));
    for (const units of quotations.values()) {
      const kept = runs(units, found, starts);
      if (!kept.length) return null;
      units.forEach((n) => { found[n] = kept; });
    }
    const best = (places) => places.reduce((most, place) => Math.max(most, place.level), 0);
    const every = quotations.size ? [] : runs(asked.units.map((_, n) => n), found, starts);
    const whole = best(every) > 1 || asked.units[asked.units.length - 1].open ? every : [];
    const together = asked.units.length === 1 || every.length > 0 || (quotations.size === 1 && asked.units.every((unit) => unit.quotation));
    const reached = every.length ? best(every) : Math.min(...found.map(best));
    let marks = whole.length ? whole : [...new Set(found.flat())];
    if (best(marks) > 1) marks = marks.filter((place) => place.level > 1);
    return { marks, units: found, together, level: reached };
  };

  Object.assign(search, { parsed, words, query, match, fold: (text) => words(text).map((one) => one.word.base).join(" ") });
})();
