"""The fixtures of the floor's tests: the house and the phones of its people."""

from dataclasses import replace

import pytest

from exchange.ground.sessions import Sessions
from tests.sync.house import House
from tests.sync.phone import Phone


@pytest.fixture
def house(sessions: Sessions, seated: House) -> House:
    """The house of the cast, in a database of the test's own."""
    return replace(seated, sessions=sessions)


@pytest.fixture
def amara(house: House) -> Phone:
    """The participant's phone."""
    return Phone(house, house.amara)


@pytest.fixture
def tablet(house: House) -> Phone:
    """The participant's second device."""
    return Phone(house, house.amara)


@pytest.fixture
def ingrid(house: House) -> Phone:
    """The mentor's tablet."""
    return Phone(house, house.ingrid)


@pytest.fixture
def leyla(house: House) -> Phone:
    """The phone of somebody in another placement."""
    return Phone(house, house.leyla)


@pytest.fixture
def dimitra(house: House) -> Phone:
    """The coordinator's phone: she sees placements, and no entry."""
    return Phone(house, house.dimitra)
