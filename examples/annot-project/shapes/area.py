"""Areas, counted and computed."""


def lattice_points(radius: int) -> int:
    """How many points with whole coordinates a disc has."""
    count = 0
    for x in range(-radius, radius + 1):
        for y in range(-radius, radius + 1):
            if x * x + y * y <= radius * radius:
                count += 1
    return count
