"""Reads what people write about an open source ecosystem into a knowledge graph."""
