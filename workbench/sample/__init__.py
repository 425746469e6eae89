"""The sample brand: its export files, and the workspace made from them."""
