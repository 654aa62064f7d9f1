"""The search as it is used: by keys, by filters, on paper's width, without a server; and what it must not do."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.browsing import SCHEMES, WIDTHS, Reader, shifted, violations, watch_shifts
from browser.finding import HIDDEN, searching
from diptych.formats.offline_site import offline

MARKS = "[...(CSS.highlights.get('dt-found') ?? [])].map(String)"


def asked(page: Page, query: str) -> None:
    """Opens the search and types."""
    page.keyboard.press("/")
    expect(page.locator("dialog [name=q]")).to_be_focused()
    page.keyboard.insert_text(query)  # at one stroke: letter by letter, a slow machine also answers the beginning
    page.locator("dialog .dt-hit").first.wait_for()
    expect(page.locator("dialog.dt-search")).not_to_have_attribute("aria-busy", "true")


def test_by_keys_from_the_page_to_the_words_and_back(finder: Reader) -> None:
    with finder.reading("vi/glossary/") as page:
        page.locator(".dt-nav a").first.focus()
        field = page.locator("dialog [name=q]")
        page.keyboard.press("Control+k")
        page.keyboard.type("hoi nghi doc gia")  # faster than the dialog comes
        page.wait_for_url("**/vi/glossary/?q=hoi+nghi+doc+gia*")  # the whole is asked for, not its beginning
        expect(page.locator("dialog.dt-search")).not_to_have_attribute("aria-busy", "true")
        expect(field).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(page.locator(".dt-hit-title").first).to_be_focused()
        page.keyboard.press("ArrowUp")
        expect(field).to_be_focused()
        page.keyboard.press("Enter")
        page.locator(".dt-marks").wait_for()
        assert "/vi/articles/dang-cu/?mark=hoi+nghi+doc+gia#p3" in page.url
        assert page.evaluate(MARKS) == ["Hội nghị độc giả"]
        page.go_back()
        expect(page.locator(".dt-hit-title").first).to_have_text("Thư viện quốc gia")
        expect(field).to_have_value("hoi nghi doc gia")
        page.keyboard.press("Escape")
        expect(page.locator("dialog.dt-search")).to_be_hidden()
        assert page.url.endswith("/vi/glossary/")


def test_closing_gives_the_focus_back(finder: Reader) -> None:
    with finder.reading("en/") as page:
        page.locator(".dt-header .dt-search-open").click()
        expect(page.locator("dialog [name=q]")).to_be_focused()
        for _ in range(12):  # round and round, within
            page.keyboard.press("Tab")
            assert page.evaluate(
                "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
            )
        page.keyboard.press("Escape")
        expect(page.locator(".dt-header .dt-search-open")).to_be_focused()


def test_the_home_page_has_a_place_to_search_from(finder: Reader) -> None:
    with finder.reading("en/", width=360) as page:
        page.get_by_role("button", name="Search articles and terms").click()
        expect(page.locator("dialog [name=q]")).to_be_focused()


def test_the_places_found_can_be_gone_through_on_a_phone(finder: Reader) -> None:
    with finder.reading("vi/articles/hon-ma/?mark=ma", width=360) as page:
        count = page.locator(".dt-marks [role=status]")
        expect(count).to_have_text("1 trên 4")
        page.locator(".dt-marks button").nth(1).click()
        expect(count).to_have_text("2 trên 4")


def test_a_letter_typed_elsewhere_opens_nothing(finder: Reader) -> None:
    with searching(finder) as search:
        search.page.keyboard.type("a/b")
        expect(search.page.locator("dialog [name=q]")).to_have_value("a/b")


def test_a_search_can_be_sent_as_a_link(finder: Reader) -> None:
    with finder.reading("vi/?q=mã&in=all&year=1999") as page:
        expect(page.locator(".dt-hit-title")).to_have_count(1)
        expect(page.locator("dialog [name=year]")).to_have_value(
            page.locator("option", has_text="1999").get_attribute("value") or ""
        )
        assert page.locator("dialog [value=all]").is_checked()


def test_filters_keep_what_they_say(finder: Reader) -> None:
    with searching(finder, "en/") as search:
        dialog = search.page.locator("dialog.dt-search")
        everywhere = {hit.id for hit in search.find("the") if hit.kind == "a"}
        dialog.locator("summary").click()
        for name, label, some in (
            ("year", "1999", "con-ma"),
            ("topic", "Navigation", "nguoi-giu-den"),
            ("publisher", "Báo Thử Nghiệm", "dang-cu"),
        ):
            dialog.locator(f"[name={name}]").select_option(label=label)
            kept = {hit.id for hit in search.find("the")}
            assert some in kept and kept != everywhere, name
            assert f"{name}=" in search.page.url
            dialog.locator(f"[name={name}]").select_option(index=0)
        dialog.locator("[name=state]").select_option(label="machine draft")
        assert {hit.id for hit in search.find("tower")} == {"faros-del-norte"}
        search.find("knight")
        assert "Nothing with these filters." in search.says()
        dialog.locator(".dt-search-found .dt-search-plain").click()
        expect(dialog.locator(".dt-hit-title").first).to_have_text("A knight on a chessboard")


def test_what_stands_in_another_language_is_told(finder: Reader) -> None:
    with searching(finder, "vi/") as search:
        assert search.find("navegacion") == []
        search.page.locator(".dt-search-found .dt-search-plain").click()
        expect(search.page.locator(".dt-hit-language").first).to_have_text("ES")
        assert search.page.locator(".dt-hit [lang=es]").count()


@pytest.mark.parametrize("view", ["original", "translation", "tap", "both"])
def test_the_words_are_shown_in_every_view(finder: Reader, view: str) -> None:
    with finder.reading(f"en/articles/dien-bien-phu/?view={view}&mark=dai+hoc#p2") as page:
        page.locator(".dt-marks").wait_for()
        assert page.evaluate(MARKS) == ["đại học"]
        assert page.evaluate("[...CSS.highlights.get('dt-found')][0].getClientRects().length") > 0
        page.locator(".dt-marks button").last.click()
        assert page.evaluate(MARKS) == []
        assert "mark" not in page.url


def test_words_are_marked_without_highlights_too(finder: Reader) -> None:
    with finder.context() as context:
        context.add_init_script("delete globalThis.Highlight")
        with finder.visiting(context, "vi/articles/hon-ma/?mark=thuý+kiều") as page:
            page.locator(".dt-marks").wait_for()
            assert page.locator("mark.dt-found").all_inner_texts() == ["Thúy Kiều"]
            before = page.locator(".dt-content").inner_text()
            page.locator(".dt-marks button").last.click()
            expect(page.locator("mark.dt-found")).to_have_count(0)
            assert page.locator(".dt-content").inner_text() == before


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_dialog_is_sound(finder: Reader, language: str, width: int, request: pytest.FixtureRequest) -> None:
    with searching(finder, f"{language}/", width=width) as search:
        for name, query in (
            ("empty", ""),
            ("found", "hải đăng" if language == "vi" else "lighthouse"),
            ("nothing", "zzzqqq"),
        ):
            search.find(query)
            for scheme in SCHEMES:
                search.page.emulate_media(color_scheme=scheme)
                assert violations(search.page, within=".dt-search") == [], (name, scheme)
                if folder := request.config.getoption("--screenshots"):
                    search.page.screenshot(path=f"{folder}/search-{name}-{language}-{width}-{scheme}.png")


def test_nothing_is_fetched_and_nothing_moves_before_it_is_opened(finder: Reader) -> None:
    with finder.context() as context:
        watch_shifts(context)
        asked_for: list[str] = []
        context.on("request", lambda request: asked_for.append(request.url))
        with finder.visiting(context, "vi/articles/con-ma/") as page:
            page.wait_for_load_state("networkidle")
            before = shifted(page)
            assert not [url for url in asked_for if "/search/" in url or "pagefind" in url]
            asked(page, "quân mã")
            page.keyboard.press("Escape")
            expect(page.locator("dialog.dt-search")).to_be_hidden()
            assert shifted(page) == before


def test_without_javascript_there_is_no_button(finder: Reader) -> None:
    with finder.reading("vi/", js=False) as page:
        expect(page.locator(".dt-search-open").first).to_be_hidden()


def test_what_may_not_be_shown_is_not_in_the_index(finder_root: Path) -> None:
    files = [path for path in (finder_root / "site" / "pagefind").rglob("*") if path.suffix.startswith(".pf_")]
    texts = [gzip.decompress(path.read_bytes()) for path in files]
    assert len(texts) > 30
    assert not [text for text in texts if HIDDEN.encode() in text]
    assert any("Chỉ phần ḋầu".encode() in text for text in texts)


def test_a_copy_opened_by_double_click_searches(finder_root: Path, reader: Reader, tmp_path: Path) -> None:
    site = finder_root / "site"
    files = ((str(path.relative_to(site)), path.read_bytes()) for path in sorted(site.rglob("*")) if path.is_file())
    for name, data in offline(files):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    with Reader(reader.browser, f"file://{tmp_path}/").reading("index.html") as page:
        page.locator(".dt-choice a").first.click()
        page.wait_for_url("**/vi/index.html")
        asked(page, "nien bieu")
        page.locator(".dt-hit-a .dt-hit-title").first.click()
        page.locator(".dt-marks").wait_for()
        assert page.evaluate(MARKS)[0] == "Niên biểu"
        page.keyboard.press("2")
        assert page.evaluate("document.documentElement.dataset.view") == "translation"
        page.locator(".dt-languages a").click()
        expect(page.locator("h1")).to_have_text("A chronology of the nautical chart")
        asked(page, "Dien Bien Phu")
        expect(page.locator(".dt-hit-title").first).to_have_text("The battle of Dien Bien Phu")
