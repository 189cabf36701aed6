"""Where photos and recordings are served, as the database writes it."""

from sqlalchemy import ColumnElement, FromClause, Text, cast, literal

from schema.engine.mapping import Expression


def recording_path(recording: FromClause) -> ColumnElement[str]:
    """Where a recording is served."""
    return literal("/media/recordings/").concat(cast(recording.c.id, Text))


def manifest_of(photo: FromClause) -> ColumnElement[str]:
    """Where the manifest of a photo is served."""
    return literal("/iiif/photos/").concat(cast(photo.c.id, Text)).concat("/manifest.json")


def path_to(size: str) -> Expression:
    """Where a photo's picture of this size is served."""

    def path(photo: FromClause) -> ColumnElement[str]:
        return literal("/media/photos/").concat(cast(photo.c.id, Text)).concat(f"/{size}")

    return path
