"""One module per family of exports: how it is recognised and what its columns feed."""
