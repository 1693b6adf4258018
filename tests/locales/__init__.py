"""Tests of words, dates and typed times."""
