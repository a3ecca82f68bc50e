"""Inputs that nobody would write, tried by the million: ``python -m fuzzing --minutes 5``.

Each target takes bytes as a stranger could send them. It may refuse them by one of the package's
own errors, in one sentence; anything else is a finding: another error, ten seconds without an
answer, too much memory. docs/fuzzing.md tells how to run it and what was found.
"""
