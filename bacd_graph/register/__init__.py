"""Registers of published facts: read from tables, and compared with what texts state."""

from bacd_graph.register.checking import check
from bacd_graph.register.loading import PACKAGED, read_registers
from bacd_graph.register.rows import NO_REGISTER, Kind, Register

__all__ = [
    "NO_REGISTER",
    "PACKAGED",
    "Kind",
    "Register",
    "check",
    "read_registers",
]
