"""Measured figures: each command prints a table of ratios from one run."""
