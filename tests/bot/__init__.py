"""The running process: hearing, delivery, ticks, start-up."""
