"""What goes wrong on real machines, done on purpose: ``python -m faults`` (docs/faults.md)."""
