"""Operations on a photo: adding it to an observation, saying what it shows, taking it off."""

from uuid import UUID

import strawberry

from exchange.floor.annotating import take_photo_off
from exchange.floor.answers import Applied
from exchange.floor.consenting import attach_photo, say_consent
from exchange.floor.observations import NewPhoto
from exchange.floor.picturing import describe
from exchange.floor.pushes import Doing
from exchange.floor.tables import Consent
from schema.described import told_input


@told_input
class PhotoInput:
    """A photo before its bytes: what they will hash to, and what it shows in words."""

    id: UUID = strawberry.field(description="Its id, made on the device: a UUID version 7.")
    sha256: str = strawberry.field(description="The SHA-256 of its bytes, 64 hexadecimal digits.")
    size: int = strawberry.field(description="How many bytes it has; at most 64 MiB.")
    mime: str = strawberry.field(description="Its media type, such as `image/jpeg`.")
    width: int = strawberry.field(description="Width in pixels.")
    height: int = strawberry.field(description="Height in pixels.")
    alt: str | None = strawberry.field(
        description="What it shows, for somebody who cannot see it; up to 1,000 characters."
    )
    decorative: bool = strawberry.field(description="It needs no description.")
    position: int = strawberry.field(description="Its place among the photos of its observation.")
    consent: Consent | None = strawberry.field(
        description="What the people in it said, or that nobody is in it; left out: not said yet.",
        default=None,
    )

    def new(self) -> NewPhoto:
        """The photo as the floor takes it."""
        return NewPhoto(
            id=self.id,
            sha256=self.sha256,
            size=self.size,
            mime=self.mime,
            width=self.width,
            height=self.height,
            position=self.position,
            alt=self.alt,
            decorative=self.decorative,
            consent=self.consent,
        )


@told_input
class AttachPhoto:
    """Add a photo to an observation."""

    observation_id: UUID = strawberry.field(description="The observation.")
    photo: PhotoInput = strawberry.field(description="The photo.")
    rules: list[UUID] | None = strawberry.field(
        description="The museum's rules for photos that the device knew.", default=None
    )

    async def carry_out(self, doing: Doing) -> Applied:
        """Add it."""
        return await attach_photo(doing, self.observation_id, self.photo.new(), self.rules or ())


@told_input
class DescribePhoto:
    """Say what a photo shows, or that it needs no description."""

    id: UUID = strawberry.field(description="The photo.")
    alt: str | None = strawberry.field(description="What it shows; `null` takes the words away.")
    decorative: bool = strawberry.field(description="It needs no description.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Say what it shows."""
        return await describe(doing, self.id, self.alt, decorative=self.decorative)


@told_input
class SayConsent:
    """Say what the people in a photo agreed to; without their yes it is not shown outside the placement."""

    id: UUID = strawberry.field(description="The photo.")
    consent: Consent = strawberry.field(description="What they said, or that nobody is in it.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Write it down."""
        return await say_consent(doing, self.id, self.consent)


@told_input
class DetachPhoto:
    """Take a photo off its observation, with its marks."""

    id: UUID = strawberry.field(description="The photo.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Take it off."""
        return await take_photo_off(doing, self.id)
