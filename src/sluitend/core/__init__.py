"""How we reason: pure Python. No Django, no clock, no database, no files."""
