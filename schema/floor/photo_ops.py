"""Operations on a photo: adding it to an observation, saying what it shows, taking it off."""

from uuid import UUID

import strawberry

from exchange.floor.answers import Applied
from exchange.floor.attaching import attach, detach
from exchange.floor.observations import NewPhoto
from exchange.floor.picturing import describe, expect_photo
from exchange.floor.pushes import Doing
from exchange.floor.tables import Photo
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
        )


@told_input
class AttachPhoto:
    """Add a photo to an observation."""

    observation_id: UUID = strawberry.field(description="The observation.")
    photo: PhotoInput = strawberry.field(description="The photo.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Add it."""
        return await attach(doing, self.observation_id, Photo, self.photo.new(), expect_photo)


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
class DetachPhoto:
    """Take a photo off its observation."""

    id: UUID = strawberry.field(description="The photo.")

    async def carry_out(self, doing: Doing) -> Applied:
        """Take it off."""
        return await detach(doing, Photo, self.id)
