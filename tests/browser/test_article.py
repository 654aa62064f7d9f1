"""An article's page in use: views, keys, sentences, terms, a paragraph's menu; by mouse, by keyboard, by touch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.browsing import WIDTHS, Reader, shifted, stop_timers, violations, watch_shifts
from browser.trial import KEEPER, KINDS, STATES

ARTICLE = f"vi/articles/{KEEPER}/"
VIEWS = ("both", "translation", "original", "tap")
NO_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"


def seen(page: Page) -> set[str]:
    """Which texts of the first paragraphs are to be seen."""
    cells = page.locator(".dt-row[data-kind=paragraph] > .dt-text:visible")
    return {str(cells.nth(at).get_attribute("data-side")) for at in range(min(4, cells.count()))}


def view(page: Page) -> str:
    return str(page.evaluate("document.documentElement.dataset.view"))


# The four views.

SEEN = {
    "both": {"original", "translation"},
    "translation": {"translation"},
    "original": {"original"},
    "tap": {"original"},
}


@pytest.mark.parametrize("width", WIDTHS)
def test_the_four_views_by_key(reader: Reader, width: int) -> None:
    with reader.reading(ARTICLE, width) as page:
        for key, name in enumerate(VIEWS, 1):
            page.keyboard.press(str(key))
            assert (view(page), seen(page)) == (name, SEEN[name])
            assert page.url.endswith(f"?view={name}")
            assert page.locator("[name=dt-view]:checked").get_attribute("value") == name


def test_the_four_views_are_a_labelled_group_of_choices(reader: Reader) -> None:
    with reader.reading(ARTICLE, 360) as page:
        group = page.get_by_role("group", name="Cách đọc")
        for words, name in zip(("Song ngữ", "Bản dịch", "Nguyên bản", "Chạm để xem"), VIEWS, strict=True):
            choice = group.get_by_role("radio", name=words)
            box = choice.bounding_box()
            assert box and box["height"] >= 44, "a thumb finds it"
            choice.check()
            assert view(page) == name
        page.keyboard.press("ArrowLeft")
        assert view(page) == "original"


def test_the_choice_is_remembered_on_the_next_page(reader: Reader) -> None:
    with reader.context() as context:
        with reader.visiting(context, ARTICLE) as page:
            page.keyboard.press("2")
        with reader.visiting(context, f"en/articles/{KINDS}/") as page:
            assert view(page) == "translation"


def test_a_browser_that_stores_nothing_has_the_views_too(reader: Reader) -> None:
    with reader.context() as context:
        context.add_init_script(NO_STORAGE)
        with reader.visiting(context, f"{ARTICLE}?view=original") as page:
            assert view(page) == "original"
            page.keyboard.press("1")
            assert seen(page) == SEEN["both"]
            page.locator(".dt-theme").click()


def test_an_address_that_names_no_view_shows_both(reader: Reader) -> None:
    with reader.reading(f"{ARTICLE}?view=%3Cb%3E") as page:
        assert view(page) == "both"


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_while_a_page_loads(reader: Reader, width: int) -> None:
    with reader.context(width) as context:
        watch_shifts(context)
        for name in VIEWS:
            with reader.visiting(context, f"{ARTICLE}?view={name}") as page:
                assert shifted(page) < 0.01, name


def test_pointing_moves_nothing(reader: Reader) -> None:
    with reader.context() as context:
        watch_shifts(context)
        with reader.visiting(context, ARTICLE) as page:
            before = shifted(page)
            page.locator(".dt-s").nth(1).hover()
            page.locator(".dt-row a[href*='/glossary/']").first.hover()
            page.locator("#dt-card").wait_for(state="visible")
            assert shifted(page) == before < 0.01


def test_paper_shows_the_view(reader: Reader) -> None:
    with reader.reading(ARTICLE) as page:
        for key, name in enumerate(VIEWS, 1):
            page.keyboard.press(str(key))
            page.emulate_media(media="print")
            assert seen(page) == SEEN[name]
            expect(page.locator(".dt-bar")).to_be_hidden()
            page.emulate_media(media="screen")


def test_the_other_language_keeps_the_paragraph_and_the_view(reader: Reader) -> None:
    with reader.reading(f"{ARTICLE}?view=translation#p4") as page:
        page.get_by_role("link", name="English").click()
        page.wait_for_url(f"**/en/articles/{KEEPER}/?view=translation#p4")
        assert seen(page) == {"translation"}


# Facing.


def boxes(page: Page) -> list[tuple[dict[str, float], dict[str, float]]]:
    script = """rows => rows.map(row => [...row.querySelectorAll(":scope > .dt-text")]
      .map(cell => cell.getBoundingClientRect().toJSON()))"""
    return [(one, other) for one, other in page.locator(".dt-row").evaluate_all(script)]


def test_on_a_desk_the_blocks_face_each_other(reader: Reader) -> None:
    with reader.reading(f"vi/articles/{KINDS}/") as page:
        for one, other in boxes(page):
            assert abs(one["top"] - other["top"]) < 1
            assert abs(one["width"] - other["width"]) < 1
            assert one["right"] < other["left"]


def test_on_a_phone_the_other_stands_below_smaller_and_indented(reader: Reader) -> None:
    with reader.reading(f"vi/articles/{KINDS}/", 360) as page:
        for one, other in boxes(page):
            assert one["bottom"] <= other["top"]
            assert one["left"] < other["left"]
        sizes = (
            page.locator(".dt-row")
            .first.locator(".dt-text")
            .evaluate_all("cells => cells.map(c => parseFloat(getComputedStyle(c).fontSize))")
        )
        assert sizes[0] > sizes[1]


CHARACTERS = """cell => {
  const text = cell.textContent.trim().length;
  const range = document.createRange();
  range.selectNodeContents(cell);
  const tops = new Set([...range.getClientRects()].map(r => Math.round(r.top / 12)));
  return text / tops.size;
}"""


@pytest.mark.parametrize(("name", "least", "most"), [("both", 55, 75), ("original", 60, 80)])
def test_a_line_has_as_many_letters_as_one_reads_with_ease(reader: Reader, name: str, least: int, most: int) -> None:
    with reader.reading(f"{ARTICLE}?view={name}") as page:
        cells = page.locator(".dt-row[data-kind=paragraph] > .dt-text:visible")
        lengths = sorted(cells.nth(at).evaluate(CHARACTERS) for at in range(min(8, cells.count())))
        assert least - 8 <= lengths[len(lengths) // 2] <= most


# Sentences.


def lit(page: Page) -> list[str]:
    """The languages in which a sentence is lit."""
    script = "marks => marks.map(m => m.closest('[lang]').lang)"
    return sorted(page.locator(".dt-on").evaluate_all(script))


def test_a_sentence_that_is_pointed_to_lights_its_counterpart_at_once(reader: Reader) -> None:
    with reader.reading(ARTICLE) as page:
        at_once = page.evaluate(  # within the event itself: no timer, no frame later
            """() => { document.querySelector('.dt-second .dt-s')
              .dispatchEvent(new PointerEvent('pointerover', {bubbles: true, pointerType: 'mouse'}));
            return document.querySelectorAll('.dt-on').length; }"""
        )
        assert at_once == 2
        page.locator(".dt-first .dt-s").nth(2).hover()
        assert lit(page) == ["en", "vi"]
        page.locator("h1").hover()
        assert lit(page) == []


def test_sentences_by_keyboard(reader: Reader) -> None:
    with reader.reading(ARTICLE) as page:
        page.keyboard.press("j")
        first = page.evaluate("document.activeElement.id")
        page.keyboard.press("l")
        assert lit(page) == ["en", "vi"]
        for _ in range(12):
            page.keyboard.press("l")
        assert page.evaluate("document.activeElement.closest('.dt-row').id") != first
        page.keyboard.press("k")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.classList.contains('dt-row')")


def test_a_sentence_is_lit_by_a_tap(reader: Reader) -> None:
    with reader.reading(ARTICLE, 360) as page:
        page.locator(".dt-first .dt-s").first.tap(position={"x": 4, "y": 8})
        assert lit(page) == ["en", "vi"]


# Tap for the other.


def test_a_tap_shows_the_other_text_and_another_hides_it(reader: Reader) -> None:
    with reader.reading(f"{ARTICLE}?view=tap", 360) as page:
        row = page.locator(".dt-row[data-kind=paragraph]").first
        other = row.locator(".dt-second")
        expect(other).to_be_hidden()
        row.locator(".dt-s").first.tap(position={"x": 4, "y": 8})
        expect(other).to_be_visible()
        assert row.locator(".dt-number").get_attribute("aria-expanded") == "true"
        row.locator(".dt-first").tap(position={"x": 4, "y": 4})
        expect(other).to_be_hidden()


def test_the_other_text_by_keyboard(reader: Reader) -> None:
    with reader.reading(f"{ARTICLE}?view=tap") as page:
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        row = page.locator(".dt-row.dt-open")
        expect(row.locator(".dt-second")).to_be_visible()
        page.keyboard.press("Enter")
        assert row.count() == 0


# Terms.


def a_term(page: Page) -> Locator:
    return page.locator(".dt-first a[href*='/glossary/']").first


def card(page: Page) -> Locator:
    return page.locator("#dt-card")


def test_a_term_tells_its_meaning_to_the_mouse(reader: Reader) -> None:
    with reader.reading(ARTICLE) as page:
        term = a_term(page)
        stop_timers(page)
        term.hover()
        page.clock.run_for(1000)
        expect(card(page)).to_be_visible()
        assert term.inner_text().lower() in card(page).inner_text().lower()
        assert card(page).locator("[lang=en]").inner_text()
        assert len(card(page).locator(".dt-meaning").inner_text()) > 20
        card(page).hover()
        page.clock.run_for(10_000)
        assert card(page).is_visible(), "it can be pointed to"
        page.locator("h1").hover()
        page.clock.run_for(1000)
        assert not card(page).is_visible(), "it goes when it is left"
        term.hover()
        page.clock.run_for(1000)
        page.clock.resume()
        assert violations(page, within="#dt-card") == []
        page.keyboard.press("Escape")
        expect(card(page)).to_be_hidden()


def test_a_term_tells_its_meaning_to_the_keyboard(reader: Reader) -> None:
    with reader.reading(ARTICLE) as page:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.dt-row a[href*=\"/glossary/\"]')"):
                break
        expect(card(page)).to_be_visible()
        assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "dt-card"
        page.keyboard.press("Escape")
        expect(card(page)).to_be_hidden()
        page.keyboard.press("Enter")
        page.wait_for_url("**/glossary/**")


def test_a_term_tells_its_meaning_to_a_finger(reader: Reader) -> None:
    with reader.reading(ARTICLE, 360) as page:
        a_term(page).tap()
        expect(card(page)).to_be_visible()
        assert page.url.endswith(ARTICLE)
        card(page).get_by_text("Trang của thuật ngữ").tap()
        page.wait_for_url("**/glossary/**")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_terms_stand_beside_the_text_when_asked_for(reader: Reader, width: int) -> None:
    with reader.reading(ARTICLE, width) as page:
        page.keyboard.press("t")
        terms = page.locator("#dt-terms a")
        assert terms.count() > 3
        box = terms.first.bounding_box()
        assert box and 0 <= box["y"] < 900
        expect(page.locator(".dt-row .dt-first").nth(1)).to_be_visible()
        assert violations(page) == []
        page.keyboard.press("Escape")
        assert page.locator(".dt-tool-terms").get_attribute("aria-expanded") == "false"


# The menu of a paragraph.


@contextmanager
def menu(reader: Reader, path: str, number: str, width: int = 1280) -> Iterator[tuple[Page, Locator]]:
    with (
        reader.context(width, permissions=["clipboard-read", "clipboard-write"]) as context,
        reader.visiting(context, path) as page,
    ):
        stop_timers(page)  # what was copied is said for some seconds
        page.locator(f"#{number} .dt-number").click()
        yield page, page.locator("#dt-menu")


def clipboard(page: Page) -> str:
    page.locator(".dt-said:not(:empty)").wait_for()
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_the_link_of_a_paragraph_is_copied(reader: Reader) -> None:
    with menu(reader, f"{ARTICLE}?view=both", "p3") as (page, items):
        items.get_by_text("Chép liên kết").click()
        assert clipboard(page) == f"{reader.address}{ARTICLE}#p3"
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#p3"


def test_a_quotation_is_copied_in_both_languages_with_where_it_is_from(reader: Reader) -> None:
    with menu(reader, f"en/articles/{KINDS}/", "p2") as (page, items):
        items.get_by_text("Copy a quotation").click()
        one, other, source = clipboard(page).split("\n\n")
        assert re.fullmatch(r"“The opening paragraph speaks of electronic charts .* ends here\.”", one)
        assert re.fullmatch(r"“Đoạn mở đầu nói về hải đồ điện tử .* kết thúc ở đây\.”", other)
        assert source.startswith("— Tác giả thử. Each kind of block once")
        assert "Translated into Vietnamese" not in source
        assert "Translated into English by A translator" in source
        assert source.endswith(f"{reader.address}en/articles/{KINDS}/#p2")


def test_an_edit_opens_the_right_line_of_the_right_file(reader: Reader, archive_root: Path) -> None:
    with menu(reader, f"en/articles/{KINDS}/", "p5") as (page, items):
        for words, file in (("in English", "en.md"), ("in Vietnamese", "vi.md")):
            address = str(items.get_by_text(f"Edit this paragraph {words}").get_attribute("href"))
            found = re.fullmatch(r"https://github\.com/o/r/edit/main/(.+)#L(\d+)", address)
            assert found, address
            path, line = found.groups()
            assert path == f"source_texts/{KINDS}/{file}"
            text = (archive_root / path).read_text("utf-8").splitlines()[int(line) - 1]
            shown = page.locator(f"#p5 [lang={file[:2]}], #p5 [lang={file[:2]}] *").first.inner_text()
            assert text.lstrip("> ")[:30] == shown.strip()[:30]


def test_a_better_translation_is_proposed_with_what_stands_there(reader: Reader) -> None:
    with menu(reader, f"vi/articles/{KINDS}/", "p2") as (_, items):
        address = str(items.get_by_text("Góp ý").get_attribute("href"))
        asked = parse_qs(urlsplit(address).query)
        assert asked["template"] == ["better-translation.yml"]
        assert asked["where"] == [f"{reader.address}vi/articles/{KINDS}/#p2"]
        assert asked["original"][0].startswith("Đoạn mở đầu")
        assert asked["translation"][0].startswith("The opening paragraph")
        assert len(address) < 8000


def test_the_menu_by_keyboard(reader: Reader) -> None:
    with reader.reading(ARTICLE) as page:
        page.keyboard.press("j")
        page.keyboard.press("m")
        items = page.locator("#dt-menu")
        expect(items).to_be_visible()
        assert violations(page, within="#dt-menu") == []
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.textContent") == "Chép đoạn trích song ngữ"
        page.keyboard.press("Escape")
        expect(items).to_be_hidden()
        assert page.evaluate("document.activeElement.className") == "dt-number"


def test_a_missing_paragraph_is_edited_at_its_mark(reader: Reader, archive_root: Path) -> None:
    with menu(reader, f"vi/articles/{STATES}/", "p6") as (_, items):
        address = str(items.get_by_text("Sửa đoạn tiếng Anh này").get_attribute("href"))
        line = int(address.rpartition("#L")[2])
        text = (archive_root / "source_texts" / STATES / "en.md").read_text("utf-8").splitlines()
        assert text[line - 1] == "<!-- p6: missing -->"


# Keys, citation.


def test_the_list_of_keys(reader: Reader) -> None:
    with reader.reading(ARTICLE) as page:
        page.keyboard.press("?")
        dialog = page.get_by_role("dialog", name="Phím tắt")
        expect(dialog).to_be_visible()
        assert violations(page, within="#dt-keys") == []
        page.keyboard.press("3")
        assert view(page) == "both", "what is open has the keys"
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()


FILES = [("BibTeX", "bib", "@online{"), ("RIS", "ris", "TY  - ELEC"), ("CSL-JSON", "json", "[{")]


def test_a_reference_manager_gets_its_file(reader: Reader) -> None:
    with reader.reading(ARTICLE) as page:
        for name, end, begins in FILES:
            with page.expect_download() as waiting:
                page.get_by_role("button", name=name).click()
            download: Any = waiting.value
            assert download.suggested_filename == f"{KEEPER}.{end}"
            assert Path(download.path()).read_text("utf-8").startswith(begins)


def test_somebody_who_writes_keeps_the_keys(reader: Reader) -> None:
    with reader.reading(ARTICLE) as page:
        page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<input aria-label=x id=x>')")
        page.locator("#x").fill("")
        page.keyboard.type("2jkt?")
        assert page.locator("#x").input_value() == "2jkt?"
        assert view(page) == "both"
