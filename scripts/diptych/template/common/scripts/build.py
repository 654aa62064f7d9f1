"""The build script: the same as `diptych build`."""

import sys

from diptych.cli.main import entry

if __name__ == "__main__":
    entry(["build", *sys.argv[1:]])
