"""Stories in files (demo/), told again through the actions: each step by the right person, with the clock at its moment."""
