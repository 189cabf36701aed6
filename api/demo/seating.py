"""Seating the cast: founding the network, adding its museums, letting everybody join."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from api.demo.cast import NETWORK_ID, NETWORK_NAME, House, Player
from exchange.people.joining import add_museum, appoint, found_network, join
from exchange.people.tables import Museum, Network, Person

IN_OFFICE = timedelta(days=400)


async def seat(
    session: AsyncSession, houses: Iterable[House], players: Iterable[Player], *, at: datetime
) -> None:
    """Found the network with these museums and these people; everybody's museum must be among them."""
    await found_network(session, Network(id=NETWORK_ID, name=NETWORK_NAME), at=at)
    museums = {house: await add_museum(session, museum(house), at=at) for house in houses}
    for player in players:
        person = Person(id=player.id, network_id=NETWORK_ID, name=player.name, locale=player.locale)
        await join(session, person, player.email, at=at)
        for role in player.roles:
            since = at.date() - IN_OFFICE
            await appoint(session, person, museums[player.house], role, since=since, at=at)


def museum(house: House) -> Museum:
    """The row of a museum."""
    return Museum(
        id=house.id,
        network_id=NETWORK_ID,
        name=house.name,
        town=house.town,
        country=house.country,
        time_zone=house.time_zone,
        isil=house.isil,
        ror=None,
        wikidata=None,
        zones=list(house.zones),
    )
