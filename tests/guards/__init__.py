"""Promises about the tree itself: they hold for files that nobody has written yet."""
