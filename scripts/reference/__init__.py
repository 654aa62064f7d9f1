"""The pages of the documentation that are made from the code; no part of the installed tool.

make reference
"""
