"""The style sheet of our EPUBs: type, colour and size are left to the reader's own settings."""

STYLE = """\
body { margin: 0 4%; line-height: 1.6; hyphens: manual; -epub-hyphens: manual; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6, .heading { line-height: 1.25; break-after: avoid; page-break-after: avoid; }
h1 { margin: 2em 0 0.3em; font-size: 1.6em; }
h2 { margin: 1.4em 0 0.4em; font-size: 1.2em; }
h4, h5, h6 { font-size: 1em; }
.heading { margin: 1.4em 0 0.4em; font-size: 1.1em; font-weight: bold; }
p { margin: 0 0 0.6em; orphans: 2; widows: 2; }
a { color: inherit; }
a.term { text-decoration: underline dotted; }
blockquote { margin: 0 0 0.6em 1.2em; }
pre { white-space: pre-wrap; overflow-wrap: break-word; font-size: 0.85em; }
.subtitle { margin: 0 0 0.6em; font-size: 1.2em; font-style: italic; }
.byline, .caption, .note, .status, .occurs { font-size: 0.9em; }
.status { margin: 1em 0; padding: 0.3em 0 0.3em 0.8em; border-inline-start: 0.15em dotted; }
.status p { margin: 0 0 0.2em; }
.row { margin: 0 0 0.9em; }
.row.headed { margin-top: 1.8em; }
.row .text > :first-child { margin-top: 0; }
.record h2 { margin-bottom: 0.2em; font-size: 1.05em; }
.record p { margin: 0; font-size: 0.9em; }
.hinge { font-size: 0.7em; line-height: 1.4; }
.number { text-decoration: none; }
.state { margin-left: 0.6em; font-style: italic; }
.row .second { margin: 0.2em 0 0 0.6em; padding-left: 0.7em; border-left: 1px solid; font-size: 0.95em; }
.empty { font-style: italic; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.9em; }
th, td { padding: 0.2em 0.5em; border: 1px solid; text-align: left; vertical-align: top; }
[dir="rtl"] th, [dir="rtl"] td { text-align: right; }
th.center, td.center { text-align: center; }
th.right, td.right { text-align: right; }
dt { margin-top: 1em; font-weight: bold; }
dfn { font-style: normal; }
dd { margin: 0.2em 0 0 1em; }
.cover { margin: 0; text-align: center; }
.cover img { max-width: 100%; max-height: 100vh; }
@media (min-width: 42em) {
  .row { display: grid; }
  .row { grid-template-columns: minmax(0, 1fr) 3.6em minmax(0, 1fr); grid-template-areas: "one hinge two"; }
  .row.alone { grid-template-columns: minmax(0, 1fr) 3.6em; grid-template-areas: "one hinge"; }
  .row .hinge { grid-area: hinge; padding-top: 0.4em; text-align: center; }
  .row .state { display: block; margin: 0; }
  .row .first { grid-area: one; }
  .row .second { grid-area: two; margin: 0; padding: 0; border: 0; font-size: 1em; }
  .row.alone .second { grid-area: one; }
}
"""
