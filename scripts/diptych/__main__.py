"""`python -m diptych` is the same as the command `diptych`."""

from diptych.cli.main import entry

if __name__ == "__main__":
    entry()
