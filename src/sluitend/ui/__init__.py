"""What the screens are built of: the page frame, components, form fields, charts. The gallery (`/ui`) shows them all.

Doors use this; it knows no family, no rule and no clock: dates come in as arguments.
"""
