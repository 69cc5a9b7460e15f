"""Tickets of a fair draw, that anybody can check afterwards with nothing but SHA-256.

Who draws makes a seed and tells its hash before anybody takes part, so that no seed can be picked that suits. The
lowest ticket comes first.
"""

from hashlib import sha256


def hash_of(seed: str) -> str:
    """What is told of the seed before the draw (SHA-256, hexadecimal)."""
    return sha256(seed.encode()).hexdigest()


def tickets_of(seed: str, number: int, count: int = 1) -> list[str]:
    """The tickets of who takes part under a number: the SHA-256 of the seed, a colon and the number; a second one adds
    «:2», and so on."""
    ends = ["", *(f":{further}" for further in range(2, count + 1))]
    return [sha256(f"{seed}:{number}{end}".encode()).hexdigest() for end in ends]


def best_ticket(seed: str, number: int, count: int = 1) -> str:
    """The ticket that counts: the lowest one."""
    return min(tickets_of(seed, number, count))
