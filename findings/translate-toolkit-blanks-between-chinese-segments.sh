#!/usr/bin/env bash
# translate-toolkit 3.20.1, XLIFF 1.2 with <seg-source>, read and written again without an edit.
#
# The writer indents its output, and counts <source> and <target> as mixed content that must not be touched, but not
# <seg-source>. Two sentences that touch, as they do in Chinese and Japanese, come back with a line end and ten blanks
# between them in <seg-source>, and more before and after, while <source> and <target> keep theirs. A tool that takes the
# source text from <seg-source>, as tools that cut by sentence do, then sees another source than was sent.
#
# So what reads such a file back must take the source from <source>, and never compare <seg-source> letter by letter.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check translate-toolkit==3.20.1 lxml==6.1.1
"$folder/env/bin/python" - <<'PYTHON'
from lxml import etree
from translate.storage import xliff

SENT = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="zh-Hans" target-language="ja" datatype="plaintext"><body><trans-unit id="1">
<source>你好。再见。</source>
<seg-source><mrk mtype="seg" mid="0">你好。</mrk><mrk mtype="seg" mid="1">再见。</mrk></seg-source>
<target><mrk mtype="seg" mid="0">こんにちは。</mrk><mrk mtype="seg" mid="1">さようなら。</mrk></target>
</trans-unit></body></file></xliff>"""


def words(data: bytes) -> dict[str, str]:
    names = {"x": "urn:oasis:names:tc:xliff:document:1.2"}
    unit = etree.fromstring(data)
    return {name: "".join(unit.find(f".//x:{name}", names).itertext()) for name in ("source", "seg-source", "target")}


before = words(SENT.encode())
after = words(bytes(xliff.xlifffile.parsestring(SENT.encode())))
print("before", before)
print("after ", after)
assert before["seg-source"] == before["source"] == after["source"] == "你好。再见。"
assert after["target"] == before["target"] == "こんにちは。さようなら。"
assert after["seg-source"] == "\n          你好。\n          再见。\n        ", "changed"
PYTHON
