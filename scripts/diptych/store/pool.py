"""Processes that work beside this one: how they are started, how they end, and what is said when one dies."""

from __future__ import annotations

import errno
import multiprocessing
import os
import threading
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait

from diptych.model.layout import ARTICLES
from diptych.model.problem import Problem, Refused, Severity, rule

VARIABLE = "DIPTYCH_PROCESSES"

DIED = rule(
    "D751",
    Severity.ERROR,
    "a process that worked for this command was ended by the system, most likely for want of memory",
    f"End other programs, or set {VARIABLE}=1 so that fewer work at once, then run the command again; what was made "
    "before is as it was.",
    "một tiến trình làm việc cho lệnh này đã bị hệ thống dừng, rất có thể vì thiếu bộ nhớ",
    f"Hãy đóng bớt chương trình khác, hoặc đặt {VARIABLE}=1 để ít tiến trình chạy cùng lúc hơn, rồi chạy lại lệnh; "
    "những gì có từ trước vẫn nguyên vẹn.",
)
NOT_A_NUMBER = rule(
    "D752",
    Severity.ERROR,
    f"{VARIABLE} is `{{given}}`; expected how many processes may work at once, a whole number from 1",
    f"Set {VARIABLE} to such a number, or leave it unset: then there are as many as the machine has cores.",
    f"{VARIABLE} là `{{given}}`; cần số tiến trình được chạy cùng lúc, một số nguyên từ 1 trở lên",
    f"Hãy đặt {VARIABLE} là một số như vậy, hoặc bỏ biến này: khi đó có bao nhiêu nhân thì chạy bấy nhiêu tiến trình.",
)


@contextmanager
def workers(
    most: int, begin: Callable[..., None] | None = None, *arguments: object, lost: Problem | None = None
) -> Iterator[ProcessPoolExecutor]:
    """Up to `most` processes of their own memory, each of which calls `begin` first; none outlives this process.

    What has not been begun when the block is left is not done. Raises Refused: `lost`, else D751, if one of them dies;
    D752.
    """
    # Started anew, not forked: a fork would hold the other ends of the pipes by which its siblings know of a death.
    context = multiprocessing.get_context("spawn")
    count = min(most, at_once())
    others = {child.pid for child in multiprocessing.active_children()}
    pool = ProcessPoolExecutor(count, context, _begin, (begin, arguments))
    try:
        # The pool of CPython 3.11 watches a process only once a result has come after its start: these are the first.
        for _ in range(count):
            pool.submit(int)
        yield pool
    except BrokenProcessPool:
        _end(others)
        raise Refused(lost or DIED.at(ARTICLES)) from None
    except OSError as error:
        # Of a process that dies just as it or another is started, the pool says only that a pipe is closed.
        if error.errno not in (None, errno.EPIPE):
            raise
        _end(others)
        raise Refused(lost or DIED.at(ARTICLES)) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _end(others: Collection[int | None]) -> None:
    """Ends the processes that this one has started but for `others`.

    The pool ends those that it knows of when one dies, and waits for all: a process that was being started meanwhile
    would be waited for without end.
    """
    for child in multiprocessing.active_children():
        if child.pid not in others:
            child.kill()


def at_once() -> int:
    """How many processes may work at once: what DIPTYCH_PROCESSES says, else one a core. Raises Refused (D752)."""
    given = os.environ.get(VARIABLE, "").strip()
    if not given:
        return os.cpu_count() or 1
    if not given.isdecimal() or not int(given):
        raise Refused(NOT_A_NUMBER.at(VARIABLE, given=given))
    return int(given)


def _begin(begin: Callable[..., None] | None, arguments: tuple[object, ...]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if begin:
        begin(*arguments)


def _end_with_parent() -> None:
    """Ends this process when its parent has ended, however that did: the system then closes the pipe between them."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "this runs in processes that another has started"
    wait([parent.sentinel])
    os._exit(1)
