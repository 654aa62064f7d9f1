#!/bin/sh
# A "&#" in a link's address makes Python-Markdown lose its place in the rest of the page.
#
# Seen with Markdown 3.11.3 and its extension md_in_html. "&#" that begins no character reference is ordinary in addresses:
# ?page=1&#comments is the first page of something, scrolled to its comments. Where such an address stands in a block with
# markdown="1", that block is right; the next one is taken apart: its opening tag keeps the attribute markdown="1" as if
# it were not looked at, and a closing tag too many is written, so all that follows on the page stands in other elements
# than it was written in. HTML's own parsers read the address as it is. Written as &amp;#comments it does no harm.
#
# Output seen:
#   bare: opening tags 2, closing tags 3, left over markdown="1": 1
#   escaped: opening tags 2, closing tags 2, left over markdown="1": 0
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check --only-binary :all: Markdown==3.11.3
"$folder/venv/bin/python" - > "$folder/seen" <<'PYTHON'
import markdown

BLOCKS = """<div markdown="1">

[Comments](https://example.org/?page=1{}comments) and *more*

</div>

<div markdown="1">

The *next* block

</div>
"""
for name, sign in {"bare": "&#", "escaped": "&amp;#"}.items():
    html = markdown.markdown(BLOCKS.format(sign), extensions=["md_in_html"])
    opening, closing, left = html.count("<div"), html.count("</div>"), html.count('markdown="1"')
    print(f'{name}: opening tags {opening}, closing tags {closing}, left over markdown="1": {left}')
PYTHON
cat "$folder/seen"
diff "$folder/seen" - <<'SEEN'
bare: opening tags 2, closing tags 3, left over markdown="1": 1
escaped: opening tags 2, closing tags 2, left over markdown="1": 0
SEEN
