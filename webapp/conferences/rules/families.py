"""Which invitations belong to one family."""

from collections.abc import Iterable, Mapping


def families_of(answerers: Mapping[int, Iterable[int]]) -> dict[int, int]:
    """Which family each invitation is of: those that share somebody who may answer them, directly or by way of another
    one, are one family. So brothers and sisters are, and separated parents with an invitation each are not. A family is
    named after its lowest invitation."""
    family = {invitation: invitation for invitation in answerers}

    def root(invitation: int) -> int:
        while family[invitation] != invitation:
            invitation = family[invitation]
        return invitation

    first_of: dict[int, int] = {}
    for invitation, people in answerers.items():
        for person in people:
            one, other = sorted((root(invitation), root(first_of.setdefault(person, invitation))))
            family[other] = one
    return {invitation: root(invitation) for invitation in answerers}
