"""Makes the model in ``bacd_graph/data/model`` from annotated texts; needs torch."""
