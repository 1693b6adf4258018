"""The real process, killed again and again while a crowd taps and types."""
