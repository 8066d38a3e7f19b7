"""Sluitend: a closed network around families in the first thousand days."""
