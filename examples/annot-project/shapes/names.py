"""Nothing here would gain."""

NAMES = {3: "triangle", 4: "square"}
