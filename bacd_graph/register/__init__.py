"""Registers of published facts: read from tables, and compared with what texts state."""

from bacd_graph.register.checking import check
from bacd_graph.register.loading import PACKAGED, read_registers
from bacd_graph.register.rows import NO_REGISTER, Register, RowKind

__all__ = [
    "NO_REGISTER",
    "PACKAGED",
    "Register",
    "RowKind",
    "check",
    "read_registers",
]
