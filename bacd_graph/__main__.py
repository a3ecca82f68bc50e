"""``python -m bacd_graph``: the command line."""

from bacd_graph.cli import main

if __name__ == "__main__":
    main()
