"""`withdraw`: a text is taken out of every output; its record stays and says why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from diptych.jobs.selection import select
from diptych.model.layout import record_path
from diptych.model.problem import Refused, Severity, rule
from diptych.model.record import Record, Withdrawal
from diptych.store.archive import load
from diptych.store.files import MB, locked, read, write_over
from diptych.text.archive_files import read_record
from diptych.text.schema import plain
from diptych.text.yamledit import with_keys
from diptych.text.yamltext import write_yaml

ALREADY = rule(
    "D580",
    Severity.ERROR,
    "`{name}` was withdrawn on {date}",
    "To change the reason, edit `withdrawn` in article.yml.",
    "`{name}` đã được rút từ ngày {date}",
    "Muốn sửa lý do, hãy sửa mục `withdrawn` trong article.yml.",
)
CHANGED = rule(
    "D581",
    Severity.ERROR,
    "somebody changed this file while the command was at work; nothing was written",
    "Run the command again.",
    "có người sửa tệp này trong lúc lệnh đang chạy; chưa ghi gì cả",
    "Hãy chạy lại lệnh.",
)


def withdraw(root: Path, name: str, reason: str, today: str) -> None:
    """Marks an article as withdrawn, for a reason in the archive's first language.

    Its texts and original stay in the folder, and in git's history; no output holds them. Raises Refused, OSError.
    """
    with locked(root):
        archive = load(root)
        (article,) = select(archive, [name])
        shown = record_path(name)
        if article.record.withdrawn:
            raise Refused(ALREADY.at(shown, name=name, date=article.record.withdrawn.date))
        withdrawn = Withdrawal(today, {archive.settings.languages[0]: reason})
        expected = replace(article.record, publish="record", withdrawn=withdrawn)
        _judge(expected)
        before = read(root / shown, shown, MB)
        after = with_keys(before.decode(), {"publish": "record", "withdrawn": plain(withdrawn)}).encode()
        if read_record(after, shown) != expected:
            raise AssertionError(shown)
        if not write_over(root / shown, before, after):
            raise Refused(CHANGED.at(shown))


def _judge(record: Record) -> None:
    """Raises Refused for a reason that no record may hold; all else in the record was read from one."""
    try:
        read_record(write_yaml(plain(record)).encode(), "--reason")
    except Refused as refused:
        raise Refused(*(replace(problem, line=0) for problem in refused.problems)) from None
