"""The parts of a build: what is taken from documents, kept, and made into a graph."""
