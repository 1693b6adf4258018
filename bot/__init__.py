"""The running process: settings, intake, ticks, delivery, command line."""
