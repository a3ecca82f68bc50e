"""Makes the model in ``bacd_graph/data/model`` from annotated texts. Needs torch; nothing at run time does."""
