"""The bot beside a bare echo bot, end to end over loopback HTTP: `make bench`."""
