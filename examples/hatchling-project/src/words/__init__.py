"""Words and what they are worth."""
