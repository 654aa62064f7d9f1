"""The build script: the same as `diptych build`."""

import os
import sys

from diptych.cli.main import run

if __name__ == "__main__":
    sys.exit(run(["build", *sys.argv[1:]], os.environ))
