"""Colours are linear triples; palettes are written as the sRGB hex a person would pick."""


def linear(code):
    code = code.lstrip("#")
    parts = (int(code[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return tuple(((c + 0.055) / 1.055) ** 2.4 if c > 0.04045 else c / 12.92 for c in parts)


def palette(**codes):
    return {name: linear(code) for name, code in codes.items()}


def times(colour, factor):
    return tuple(min(1.0, c * factor) for c in colour)


def mixed(a, b, t):
    t = min(1.0, max(0.0, t))
    return tuple(x * (1 - t) + y * t for x, y in zip(a, b))


def jittered(colour, amount, chance):
    """Neighbours of one kind are never quite the same: a little lighter, a little warmer."""
    k = 1 + chance.uniform(-amount, amount)
    warm = chance.uniform(-amount, amount) * 0.35
    red, green, blue = colour
    return tuple(min(1, max(0, c)) for c in (red * k * (1 + warm), green * k, blue * k * (1 - warm)))


def step(a, b, x):
    """Smooth 0 to 1 while x goes from a to b."""
    t = min(1, max(0, (x - a) / (b - a)))
    return t * t * (3 - 2 * t)
