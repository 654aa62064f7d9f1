"""Engines by name. Keys, addresses, programs and files come from the keeper alone, never from an archive's files."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

from diptych.engines.command import Command
from diptych.engines.protocol import Engine
from diptych.engines.replay import Replay
from diptych.model.layout import SETTINGS
from diptych.model.problem import Refused, Severity, rule
from diptych.text.near import nearest

UNKNOWN = rule(
    "D401",
    Severity.ERROR,
    "there is no engine called {name}",
    "Did you mean {nearest}? The engines are: {known}.",
    "không có máy dịch nào tên là {name}",
    "Có phải bạn muốn dùng {nearest}? Các máy dịch hiện có: {known}.",
)
NO_SETTING = rule(
    "D402",
    Severity.ERROR,
    "the engine {name} needs a setting that is not there",
    "Set the environment variable {variable}, or choose another engine.",
    "máy dịch {name} còn thiếu một thiết lập",
    "Hãy đặt biến môi trường {variable}, hoặc chọn máy dịch khác.",
)
NO_PROGRAM = rule(
    "D403",
    Severity.ERROR,
    "the engine {name} cannot run its program: {reason}",
    "Install the program, or correct the command line in {variable}.",
    "máy dịch {name} không chạy được chương trình của nó: {reason}",
    "Hãy cài chương trình đó, hoặc sửa dòng lệnh trong {variable}.",
)
NO_ANSWERS = rule(
    "D404",
    Severity.ERROR,
    "the engine {name} cannot read its file of translations: {reason}",
    "Correct the file that {variable} names.",
    "máy dịch {name} không đọc được tệp bản dịch của nó: {reason}",
    "Hãy sửa lại tệp được nêu trong {variable}.",
)
NO_EXTRA = rule(
    "D463",
    Severity.ERROR,
    "the engine {name} needs packages that are not installed",
    "Install them: pip install 'diptych[{name}]' (in an environment made by make: .venv/bin/pip install {packages}).",
    "máy dịch {name} cần những gói chưa được cài",
    "Hãy cài: pip install 'diptych[{name}]' (trong môi trường do make tạo: .venv/bin/pip install {packages}).",
)
NO_MODEL = rule(
    "D464",
    Severity.ERROR,
    "the engine {name} finds no model where {variable} points: {missing} is expected",
    "Give {variable} a folder that a converter of CTranslate2 wrote, with its SentencePiece files and the languages at "
    "the end of its name (opus-mt-vi-en), or a folder of such folders. The guide’s page on engines tells how.",
    "máy dịch {name} không tìm thấy mô hình ở nơi {variable} chỉ tới: cần có {missing}",
    "Hãy cho {variable} một thư mục do bộ chuyển đổi của CTranslate2 tạo ra, có kèm các tệp SentencePiece và tên kết "
    "thúc bằng hai ngôn ngữ (opus-mt-vi-en), hoặc thư mục chứa các thư mục như thế. Trang hướng dẫn về máy dịch nói rõ "
    "cách làm.",
)


def engine(name: str, environ: Mapping[str, str], path: str = SETTINGS) -> Engine:
    """The engine of this name, with the keeper's settings from `environ`; `path` is the file that asked for it.

    Raises Refused: there is no such engine, or a setting, a program or a file is missing.
    """
    if name not in _BUILDERS:
        near = nearest(name.lower(), _BUILDERS)
        raise Refused(UNKNOWN.at(path, name=name, nearest=near, known=", ".join(_BUILDERS)))
    return _BUILDERS[name](environ, path)


# deep-translator and what it brings take half a second to load; only a run that asks a service waits for them.


def _google(environ: Mapping[str, str], _path: str) -> Engine:
    from diptych.engines import deep

    return deep.google(environ.get("DIPTYCH_GOOGLE_URL", ""))


def _mymemory(environ: Mapping[str, str], _path: str) -> Engine:
    from diptych.engines import deep

    return deep.mymemory(environ.get("MYMEMORY_EMAIL", ""))


def _deepl(environ: Mapping[str, str], path: str) -> Engine:
    from diptych.engines import deep

    return deep.deepl(_needed("deepl", "DEEPL_API_KEY", environ, path))


def _microsoft(environ: Mapping[str, str], path: str) -> Engine:
    from diptych.engines import deep

    key = _needed("microsoft", "MICROSOFT_API_KEY", environ, path)
    return deep.microsoft(key, environ.get("MICROSOFT_REGION", ""))


def _libretranslate(environ: Mapping[str, str], path: str) -> Engine:
    from diptych.engines.libre import LibreTranslate

    address = _needed("libretranslate", "LIBRETRANSLATE_URL", environ, path)
    return LibreTranslate(address, environ.get("LIBRETRANSLATE_API_KEY", ""))


def _chat(environ: Mapping[str, str], path: str) -> Engine:
    from diptych.engines.chat import Chat

    address, model = (_needed("chat", name, environ, path) for name in ("DIPTYCH_CHAT_URL", "DIPTYCH_CHAT_MODEL"))
    return Chat(address, model, environ.get("DIPTYCH_CHAT_KEY", "").strip())


def _ctranslate2(environ: Mapping[str, str], path: str) -> Engine:
    variable = "DIPTYCH_CTRANSLATE2"
    folder = _needed("ctranslate2", variable, environ, path)
    packages = ("ctranslate2", "sentencepiece")
    if any(find_spec(package) is None for package in packages):
        raise Refused(NO_EXTRA.at(path, name="ctranslate2", packages=" ".join(packages)))
    from diptych.engines import ct2

    try:
        return ct2.CTranslate2(ct2.models(Path(folder)))
    except (OSError, ValueError) as problem:
        raise Refused(NO_MODEL.at(path, name="ctranslate2", missing=problem, variable=variable)) from None


def _command(environ: Mapping[str, str], path: str) -> Engine:
    variable = "DIPTYCH_COMMAND"
    line = _needed("command", variable, environ, path)
    try:
        made = Command(line)
    except ValueError as problem:
        raise Refused(NO_PROGRAM.at(path, name="command", reason=problem, variable=variable)) from None
    program = shlex.split(line)[0]
    if not shutil.which(program):
        raise Refused(NO_PROGRAM.at(path, name="command", reason=program, variable=variable))
    return made


def _replay(environ: Mapping[str, str], path: str) -> Engine:
    variable = "DIPTYCH_REPLAY"
    file = Path(_needed("replay", variable, environ, path))
    try:
        return Replay(file)
    except (OSError, ValueError) as problem:
        raise Refused(NO_ANSWERS.at(path, name="replay", reason=problem, variable=variable)) from None


def _needed(name: str, variable: str, environ: Mapping[str, str], path: str) -> str:
    value = environ.get(variable, "").strip()
    if not value:
        raise Refused(NO_SETTING.at(path, name=name, variable=variable))
    return value


_BUILDERS: dict[str, Callable[[Mapping[str, str], str], Engine]] = {
    "google": _google,
    "mymemory": _mymemory,
    "deepl": _deepl,
    "microsoft": _microsoft,
    "libretranslate": _libretranslate,
    "chat": _chat,
    "ctranslate2": _ctranslate2,
    "command": _command,
    "replay": _replay,
}
NAMES = tuple(_BUILDERS)
PAID = frozenset({"chat", "deepl", "microsoft"})  # or may be paid for
