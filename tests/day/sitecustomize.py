"""Every Python program of a test run on another day: put this folder on PYTHONPATH and name a day in TEST_DAY.

Programs that tests start read it too, since Python imports a module of this name before anything else. The clock goes
on from there; the one that measures durations is left alone.
"""

import os

if day := os.environ.get("TEST_DAY"):
    import time_machine

    time_machine.travel(day, tick=True).start()
