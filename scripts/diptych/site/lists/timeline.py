"""When articles were published: bars for years or months that lead to them."""

from __future__ import annotations

from collections import Counter

from diptych.locale.words import capital, counted, say
from diptych.site.lists.groups import Group, Groups, group_sheets
from diptych.site.markup.charts import Bar, bar_chart, year_span, years
from diptych.site.markup.markdown import escape_line
from diptych.text.language import date_text, month_text
from diptych.text.slug import heading_id


def timeline(groups: Groups, folder: str, level: int) -> str:
    """The years of publication as bars that lead to their articles, or the months where there is one year; written.

    `folder` leads from the page's address to that of the articles: MkDocs looks into no drawing.
    """
    language = groups.language
    by_year = {group.path.removeprefix("year/"): group for group in groups.kinds["year"]}
    known = {year for year in by_year if year != "undated"}
    if not known:
        return ""
    if len(known) == 1:
        (year,) = known
        return months(by_year[year], year, f"{folder}year/{year}/", language, level)
    bars = [
        Bar(label=year, value=len(by_year[year].cards), href=f"{folder}year/{year}/")
        if year in by_year
        else Bar(label=year, value=0)
        for year in years(known)
    ]
    total = sum(bar.value for bar in bars)
    said = {"articles": counted(language, "n_articles", total), "years": year_span(known)}
    head = [say(language, key) for key in ("year", "articles")]
    title, about = say(language, "by_year"), say(language, "year_about", **said)
    return f"{'#' * level} {escape_line(title)}\n\n{bar_chart(title, about, head, bars, language)}"


def months(group: Group, year: str, address: str, language: str, level: int = 2) -> str:
    """The months of a year as bars; `address` leads from the page to the first page of the year."""
    counts = Counter(card.published[:7] for card in group.cards if len(card.published) >= 7)
    if not counts:
        return ""
    place: dict[str, str] = {}
    for sheet in group_sheets(group, language):
        for card in sheet.entries:
            place.setdefault(card.published[:7], "" if sheet.number == 1 else f"{sheet.number}/")
    bars = []
    for month in (f"{year}-{number:02}" for number in range(1, 13)):
        target = f"{address}{place[month]}#{heading_id(month_heading(month, language))}" if month in place else ""
        bars.append(Bar(label=month_text(month, language), value=counts[month], href=target))
    said = {"articles": counted(language, "n_articles", counts.total()), "year": year}
    head = [say(language, key) for key in ("month", "articles")]
    title, about = say(language, "by_month"), say(language, "month_about", **said)
    return f"{'#' * level} {escape_line(title)}\n\n{bar_chart(title, about, head, bars, language)}"


def month_heading(month: str, language: str) -> str:
    """What stands over the articles of a month, "2021-03", or of a year whose month is not known, "2021"."""
    return capital(date_text(month, language)) if len(month) == 7 else say(language, "no_month")
