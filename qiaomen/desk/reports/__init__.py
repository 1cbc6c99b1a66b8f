"""Reports as pages, for who may read them."""
