"""The blocks that a file for translators can be made of alone: a name for people, and the states that it means.

`export` shows the names in its help, so nothing is imported here.
"""

ONLY = {
    "missing": ("missing",),
    "outdated": ("outdated",),
    "unreviewed": ("machine", "edited"),
}
