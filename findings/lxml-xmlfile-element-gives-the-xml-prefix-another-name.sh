#!/bin/sh
# lxml's incremental writer binds the namespace of xml:space and xml:lang to a prefix that it invents.
#
# Seen with lxml 6.1.3 (libxml2 2.14.6). The names `xml:lang` and `xml:space` need no declaration: their prefix is bound
# by the standard, which also forbids any other prefix for that namespace. lxml.etree.Element keeps to it. The
# incremental writer, etree.xmlfile, does not: an attribute of that namespace on an element that it opens comes out as
# ns0:space with a declaration of ns0, and lxml itself then refuses to read what it wrote. Who writes long TMX or XLIFF
# files in pieces meets this at the first xml:lang. Declaring "xml" in the root's nsmap by hand cures it.
#
# Output seen:
#   element:  <r xml:space="preserve"/>
#   xmlfile:  <r xmlns:ns0="http://www.w3.org/XML/1998/namespace" ns0:space="preserve"></r>
#   reading it back: XMLSyntaxError
#   with nsmap: <r xmlns:xml="http://www.w3.org/XML/1998/namespace" xml:space="preserve"></r>
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check --only-binary :all: lxml==6.1.3
"$folder/venv/bin/python" - > "$folder/seen" <<'PYTHON'
import io

from lxml import etree

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def written(**more):
    out = io.BytesIO()
    with etree.xmlfile(out) as file, file.element("r", {SPACE: "preserve"}, **more):
        pass
    return out.getvalue().decode()


whole = etree.Element("r", {SPACE: "preserve"})
print("element: ", etree.tostring(whole).decode())
print("xmlfile: ", written())
try:
    etree.fromstring(written())
    print("reading it back: no error")
except etree.XMLSyntaxError as error:
    print("reading it back:", type(error).__name__)
print("with nsmap:", written(nsmap={"xml": "http://www.w3.org/XML/1998/namespace"}))
PYTHON
cat "$folder/seen"
diff "$folder/seen" - <<'SEEN'
element:  <r xml:space="preserve"/>
xmlfile:  <r xmlns:ns0="http://www.w3.org/XML/1998/namespace" ns0:space="preserve"></r>
reading it back: XMLSyntaxError
with nsmap: <r xmlns:xml="http://www.w3.org/XML/1998/namespace" xml:space="preserve"></r>
SEEN
