"""Tickets that anybody can make again."""

from hashlib import sha256

from webapp.core.tickets import best_ticket, hash_of, tickets_of


def test_tickets_are_made_of_the_seed_and_the_number_alone():
    tickets = tickets_of("kastanje", 12, 3)

    assert tickets == [sha256(text).hexdigest() for text in (b"kastanje:12", b"kastanje:12:2", b"kastanje:12:3")]
    assert best_ticket("kastanje", 12, 3) == min(tickets)
    assert hash_of("kastanje") == sha256(b"kastanje").hexdigest()
