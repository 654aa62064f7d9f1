"""What `init` writes and `upgrade` keeps: the files of an archive, as templates (`[[ … ]]` and `[% … %]`).

`common` goes into every archive, `github`, `gitlab` and `gitea` where that is the git host, `en` and `vi` hold the
texts in those languages.
"""
