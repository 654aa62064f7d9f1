"""`export`: articles as files to be taken away, in the formats that `formats` lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from diptych.exchange.translation_units import targets
from diptych.jobs.formats import NAMES, Format, formats
from diptych.jobs.selection import BAD_TARGET, Choice, chosen_articles, scope_of
from diptych.model.archive import Archive
from diptych.model.article import Article
from diptych.model.layout import ARTICLES, GLOSSARY, SETTINGS, SITE, record_path
from diptych.model.problem import Problem, Refused, Severity, rule
from diptych.reading.article import read_article
from diptych.reading.edition import Edition, Scope, voices
from diptych.reading.facing import Reader, texts_of
from diptych.store.archive import load
from diptych.store.build_cache import EXPORTS, digest, digests, files_key, key, read_made, write_made
from diptych.store.files import NOT_A_FILE, write
from diptych.store.zipped import write_folder, write_zipped
from diptych.text.archive_files import is_known, near_language

NO_TEXT = rule(
    "D562",
    Severity.ERROR,
    "no article that was asked for has a text in `{tag}`; nothing was written",
    "They can be read in: {valid}.",
    "không bài nào được yêu cầu có văn bản `{tag}`; chưa ghi gì cả",
    "Đọc được bằng: {valid}.",
)
NO_PAIR = rule(
    "D565",
    Severity.ERROR,
    "no article that was asked for has a translation; nothing was written",
    "Translate first: diptych translate. The texts are in: {valid}.",
    "không bài nào được yêu cầu có bản dịch; chưa ghi gì cả",
    "Hãy dịch trước: diptych translate. Các bài hiện có bằng: {valid}.",
)
WHOLE = rule(
    "D563",
    Severity.ERROR,
    "the format {name} is made of the whole archive only",
    "Ask for it with --all.",
    "định dạng {name} chỉ dùng cho cả kho",
    "Hãy dùng nó với --all.",
)

PAIRS = rule(
    "D564",
    Severity.ERROR,
    "the format {name} holds texts that face each other, never one language alone",
    "Leave out --lang; --to chooses one translation.",
    "định dạng {name} gồm các văn bản đối diện nhau, không dùng cho riêng một ngôn ngữ",
    "Hãy bỏ --lang; muốn chọn một bản dịch thì dùng --to.",
)
ONLY_OF = rule(
    "D650",
    Severity.ERROR,
    "--only is for the formats that translators work in ({valid}); {name} holds whole texts",
    "Leave out --only, or ask for one of those formats.",
    "--only chỉ dùng cho các định dạng để dịch ({valid}); {name} gồm toàn văn",
    "Hãy bỏ --only, hoặc chọn một trong các định dạng ấy.",
)
NO_BLOCKS = rule(
    "D651",
    Severity.ERROR,
    "there is nothing of that kind in the articles that were asked for; nothing was written",
    "`diptych status` tells how many blocks are in which state. What may not be shown whole is in no file.",
    "các bài được yêu cầu không có khối nào như vậy; chưa ghi gì cả",
    "Lệnh `diptych status` cho biết mỗi tình trạng có mấy khối. Bài không được đăng trọn thì không có trong tệp nào.",
)
WITHHELD = rule(
    "D652",
    Severity.WARNING,
    "the record says `publish: {publish}`: the text may not be given away whole, and is left out",
    "If the translator may have it, send the files themselves.",
    "phiếu ghi `publish: {publish}`: văn bản không được trao trọn vẹn nên không đưa vào",
    "Nếu người dịch được phép có văn bản, hãy gửi chính các tệp đó.",
)


IN_THE_WAY = rule(
    "D567",
    Severity.ERROR,
    "something stands there already; {name} is a folder of its own, and nothing was written",
    "Name a folder that is empty or not there yet, or a file that ends in .zip.",
    "ở đó đã có thứ khác; {name} là một thư mục riêng nên chưa ghi gì cả",
    "Hãy chỉ ra một thư mục trống hoặc chưa có, hoặc một tệp có đuôi .zip.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    files: tuple[Path, ...]
    left_out: tuple[str, ...]  # articles without a text in the one language that was asked for
    problems: tuple[Problem, ...]
    made: bool = True  # False where all is there as it was made, from the same archive


def export(
    root: Path,
    choice: Choice,
    kind: Format,
    out: Path,
    lang: str | None = None,
    to: str | None = None,
    progress: Callable[[int], Callable[[], None]] = lambda _: lambda: None,
) -> Done:
    """Writes the file, or a file for each article where `out` is a folder: it is there, or its name has no suffix.

    Raises Refused, OSError.
    """
    inputs = (SETTINGS, ARTICLES, GLOSSARY, *((SITE,) if kind.name == "site" else ()))
    asked = key(files_key(root, inputs), repr((choice, kind.name, lang, to)))
    # What a plug-in makes depends on its code too, which nobody here knows.
    if kind.name in NAMES and (done := _as_it_was(root, out, asked)):
        return done
    archive = load(root)
    for tag in (lang, to):
        if tag and not is_known(tag):
            raise Refused(BAD_TARGET.at("--lang" if tag == lang else "--to", tag=tag, **near_language(tag)))
    if kind.whole and (choice.ids or choice.topic or choice.year):
        raise Refused(WHOLE.at("--format", name=kind.name))
    if choice.only and not kind.only:
        able = ", ".join(one.name for one in formats() if one.only)
        raise Refused(ONLY_OF.at("--only", name=kind.name, valid=able))
    if (kind.pairs or kind.units) and lang:
        raise Refused(PAIRS.at("--lang", name=kind.name))
    reader = Reader(archive)
    chosen = chosen_articles(archive, choice)
    articles = tuple(one for one in chosen if _has(archive, one, kind, lang, to))
    if not articles:
        held = sorted({tag for one in chosen for tag in texts_of(read_article(one), archive.settings)})
        wanted = {"tag": lang or to} if lang or to else {}
        raise Refused((NO_TEXT if wanted else NO_PAIR).at(ARTICLES, **wanted, valid=", ".join(held)))
    scope, name = scope_of(choice)
    whole = Edition(
        reader=reader,
        articles=articles,
        scope=scope,
        name=name,
        lang=lang or "",
        to=to or "",
        tick=progress(len(articles)),
        only=tuple(choice.only),
    )
    refused: list[Problem] = []
    files = [*_written(root, kind, whole, out, refused)]
    if not (files or refused):
        raise Refused(NO_BLOCKS.at(ARTICLES))
    taken = {one.id for one in articles}
    problems = (*archive.problems, *(_withheld(articles) if kind.units else ()), *refused)
    done = Done(files=tuple(files), left_out=tuple(one.id for one in chosen if one.id not in taken), problems=problems)
    _note(root, out, asked, done)
    return done


def _withheld(articles: Sequence[Article]) -> Iterator[Problem]:
    """The articles of which a translator's tool gets nothing: a part of a text cannot be put back."""
    for one in articles:
        if one.record.publish != "full":
            yield WITHHELD.at(record_path(one.id), publish=one.record.publish)


def _as_it_was(root: Path, out: Path, asked: str) -> Done | None:
    """What an earlier run made of the same archive, where all of it is still there."""
    noted = read_made(root, EXPORTS).get(str(out.resolve()), {})
    try:
        if noted["key"] == asked and all(_stamp(Path(path)) == stamp for path, stamp in noted["files"].items()):
            return Done(
                files=tuple(map(Path, noted["files"])), left_out=tuple(noted["left_out"]), problems=(), made=False
            )
    except (OSError, KeyError, TypeError, AttributeError):
        pass
    return None


def _note(root: Path, out: Path, asked: str, done: Done) -> None:
    """Remembers what was made, for the next run; an archive on a disk that only reads is exported none the less."""
    if done.problems:
        return
    noted = {path: one for path, one in read_made(root, EXPORTS).items() if Path(path).exists()}
    files = {str(path): _stamp(path) for path in done.files}
    noted[str(out.resolve())] = {"key": asked, "files": files, "left_out": done.left_out}
    with suppress(OSError):
        write_made(root, EXPORTS, noted)


def _stamp(path: Path) -> dict[str, str]:
    """The hash of a file, or of each in a folder. Dates tell nothing: a clock may be set back. Raises OSError."""
    return digests(path) if path.is_dir() else {"": digest(path.read_bytes())}


def _has(archive: Archive, article: Article, kind: Format, lang: str | None, to: str | None) -> bool:
    """Whether an article has what is asked for: a text in one language, or texts that face each other."""
    if lang:
        return lang in texts_of(read_article(article), archive.settings)
    return not kind.pairs or bool(article.translations if not to else to in article.translations)


def _written(root: Path, kind: Format, edition: Edition, out: Path, refused: list[Problem]) -> Iterator[Path]:
    """One file of the edition; in a folder, one of each article, where what refuses one stops no other."""
    if out.exists() and not out.is_dir() and not out.is_file():
        raise Refused(NOT_A_FILE.at(str(out)))
    if not kind.suffix:
        yield from _folder(out, kind, kind.make(root, edition))
        return
    if out.suffix and not out.is_dir():
        yield from _parts(out, kind.make(root, edition))
        return
    for article in edition.articles:
        one = Edition(
            reader=edition.reader,
            articles=(article,),
            scope=Scope.ARTICLES,
            name=article.id,
            lang=edition.lang,
            to=edition.to,
            only=edition.only,
        )
        try:
            yield from _parts(out / file_name(one, kind), kind.make(root, one))
        except Refused as failed:
            refused += failed.problems
        edition.tick()


def _folder(out: Path, kind: Format, parts: Iterable[tuple[str, bytes]]) -> Iterator[Path]:
    """A folder of files, or a zip file of one."""
    if out.suffix == ".zip" and not out.is_dir():
        write_zipped(out, ((f"{out.stem}/{name}", data) for name, data in parts))
    elif out.is_file() or (out.is_dir() and any(out.iterdir())):
        raise Refused(IN_THE_WAY.at(str(out), name=kind.name))
    else:
        write_folder(out, parts)
    yield out


def file_name(edition: Edition, kind: Format) -> str:
    """What the file of one article is called: `cua-hau.vi-en.epub`; `cua-hau.tmx` where it holds all translations."""
    if kind.pairs and not edition.to:
        return f"{edition.name}{kind.suffix}"
    if kind.units:
        (article,) = edition.articles
        languages = "-".join((article.record.language, *targets(edition, article)))
    else:
        languages = "-".join(side.language for side in voices(edition, edition.facing))
    return f"{edition.name}.{languages}{kind.suffix}"


def _parts(out: Path, parts: Iterable[tuple[str, bytes]]) -> Iterator[Path]:
    for part, data in parts:
        path = out.with_name(f"{out.stem}{part}{out.suffix}")
        write(path, data)
        yield path
