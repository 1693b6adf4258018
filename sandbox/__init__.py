"""A pretend Telegram with phones in a web page: for the demo, and for tests."""
