"""The commands, in the order in which help and the reference list them. A new one is a module here and a name below."""

from diptych.cli.command import Command
from diptych.cli.commands import (
    add,
    build,
    check,
    diff,
    export,
    glossary,
    imports,
    init,
    review,
    serve,
    status,
    suggest,
    translate,
    upgrade,
    verify,
    withdraw,
)

COMMANDS: tuple[Command, ...] = (
    init.COMMAND,
    add.COMMAND,
    translate.COMMAND,
    suggest.COMMAND,
    glossary.COMMAND,
    review.COMMAND,
    status.COMMAND,
    check.COMMAND,
    diff.COMMAND,
    build.COMMAND,
    serve.COMMAND,
    verify.COMMAND,
    withdraw.COMMAND,
    export.COMMAND,
    imports.COMMAND,
    upgrade.COMMAND,
)
