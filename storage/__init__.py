"""What is remembered: tables, one door for each change, migrations."""
