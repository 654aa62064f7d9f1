"""`upgrade`: an archive brought to this version of the tool."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from diptych import VERSION
from diptych.cli.advice import followed_here
from diptych.cli.command import Both, Command
from diptych.cli.words import say
from diptych.model.layout import VENDOR


def declare(parser: argparse.ArgumentParser, both: Both) -> None:
    parser.add_argument(
        "--dry-run", action="store_true", help=both("only say what would change", "chỉ cho biết những gì sẽ thay đổi")
    )
    parser.add_argument(
        "--vendor",
        action="store_true",
        help=both("put the tool itself into the archive", "đặt cả công cụ vào trong kho"),
    )


def run(options: argparse.Namespace, language: str, _environ: Mapping[str, str]) -> int:
    from diptych.jobs.upgrade import summary, upgrade

    done = upgrade(options.archive, options.dry_run, options.vendor)
    for path in sorted(done.written):
        print(say(language, "upgrade_writes", path=path))
    if done.vendored:
        print(say(language, "upgrade_writes", path=f"{VENDOR}/"))
    for path, count in summary(done.removed):
        print(say(language, "upgrade_removes", path=path, count=count))
    for path in done.kept:
        print(say(language, "upgrade_keeps", path=path))
    if not (done.written or done.removed or done.vendored):
        print(say(language, "upgrade_nothing", version=VERSION))
    else:
        told = say(language, "upgrade_planned" if options.dry_run else "upgraded", version=VERSION)
        print(followed_here(told, options.archive))
    return 0


COMMAND = Command(
    name="upgrade",
    english="bring an archive to this version of the tool; what people changed stays",
    vietnamese="đưa kho lên phiên bản này của công cụ; những gì người đã sửa được giữ nguyên",
    declare=declare,
    run=run,
)
