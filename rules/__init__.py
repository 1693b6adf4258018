"""What is right: pure values and functions, with time as an argument."""
