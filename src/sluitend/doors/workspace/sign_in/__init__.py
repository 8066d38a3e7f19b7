"""Signing in: with one click as an invented person in the demonstration, else with a name and a password."""
