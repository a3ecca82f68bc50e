"""Networks and names -> where they stand on paper."""
