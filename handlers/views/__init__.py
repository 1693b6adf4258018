"""What a person reads: pure functions from a value and a catalogue to a card."""
