#!/bin/sh
# PyYAML's two parsers read a question mark at the end of a word in braces differently.
#
# Seen with PyYAML 6.0.3 and the libyaml in its wheel. In a mapping in braces, {title: what?, note: b}, the plain word
# "what?" is valid YAML 1.1 and 1.2. CSafeLoader (libyaml) reads it; SafeLoader, the same package's parser in Python,
# raises ParserError. Most programs write "try CSafeLoader, else SafeLoader", so a file that one machine reads is refused
# on another that has no libyaml, and a title with a question mark is enough; it is the same before the closing brace and
# in a list in brackets. In block style both agree.
#
# Output seen:
#   braces, C: {'title': 'what?', 'note': 'b'}
#   braces, Python: ParserError
#   block, C: {'title': 'what?', 'note': 'b'}
#   block, Python: {'title': 'what?', 'note': 'b'}
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check --only-binary :all: PyYAML==6.0.3
"$folder/venv/bin/python" - > "$folder/seen" <<'PYTHON'
import yaml

TEXTS = {"braces": "{title: what?, note: b}", "block": "title: what?\nnote: b\n"}
LOADERS = {"C": yaml.CSafeLoader, "Python": yaml.SafeLoader}
for style, text in TEXTS.items():
    for name, loader in LOADERS.items():
        try:
            said = yaml.load(text, loader)
        except yaml.YAMLError as error:
            said = type(error).__name__
        print(f"{style}, {name}: {said}")
PYTHON
cat "$folder/seen"
diff "$folder/seen" - <<'SEEN'
braces, C: {'title': 'what?', 'note': 'b'}
braces, Python: ParserError
block, C: {'title': 'what?', 'note': 'b'}
block, Python: {'title': 'what?', 'note': 'b'}
SEEN
