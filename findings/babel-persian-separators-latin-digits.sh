#!/usr/bin/env bash
# Babel 2.18.0, format_decimal(..., numbering_system="default").
#
# Asked for a locale's default numbering system, Babel takes that system's separators and leaves the digits Latin.
# Persian and Egyptian Arabic numbers come out as a mixture that nobody writes: 1٬234٬567٫5 (Arabic separators U+066C and
# U+066B around Latin digits). Burmese, Bengali, Marathi and Nepali, whose separators are the Latin ones, stay wholly
# Latin, though Locale.default_numbering_system names mymr, beng and deva. Percentages are Latin throughout.
#
# So what counts or dates a page in such a language has to map the digits itself; a reader of numbers must accept Arabic
# separators between Latin digits, because software with Babel in it writes them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check Babel==2.18.0
"$folder/env/bin/python" - <<'PYTHON'
from babel import Locale
from babel.numbers import format_decimal, format_percent

EXPECTED = {
    "fa": ("arabext", "1\u066c234\u066c567\u066b5", "50%"),
    "ar_EG": ("arab", "1\u066c234\u066c567\u066b5", "50%"),
    "ckb": ("arab", "1\u066c234\u066c567\u066b5", "50%"),
    "my": ("mymr", "1,234,567.5", "50%"),
    "bn": ("beng", "12,34,567.5", "50%"),
    "mr": ("deva", "12,34,567.5", "50%"),
    "ne": ("deva", "12,34,567.5", "50%"),
}
seen = {
    tag: (
        Locale.parse(tag).default_numbering_system,
        format_decimal(1234567.5, locale=tag, numbering_system="default"),
        format_percent(0.5, locale=tag, numbering_system="default"),
    )
    for tag in EXPECTED
}
for tag, row in seen.items():
    print(tag, *row)
assert seen == EXPECTED, "changed"
PYTHON
