"""The jobs behind the commands: each gathers, decides by pure functions, and writes at the end."""
