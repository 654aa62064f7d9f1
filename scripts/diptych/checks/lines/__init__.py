"""Rules of two lines that face each other: a module a family, found by its function `of_lines(source, target)`."""
