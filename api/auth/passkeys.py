"""Passkeys: what a browser is asked for, and whether what it answers proves who is there.

A passkey is made by somebody who is signed in, and opens the door without a code from then on. Its private
half never leaves the phone; the database has the public half.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import orjson
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, options_to_json_dict
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from exchange.people.tables import Passkey, Person

LIFE = timedelta(minutes=5)
MOST = 20
"""Passkeys of one person."""
LONGEST_NAME = 60
MINUTE_MS = 60_000
REQUIRED = AuthenticatorSelectionCriteria(
    resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
)


class NoPasskey(Exception):
    """What the browser answered proves nothing here."""


@dataclass(frozen=True, slots=True)
class Site:
    """The site that passkeys are made for: its name for authenticators, and its origin."""

    rp_id: str
    origin: str

    @classmethod
    def at(cls, scheme: str, host: str) -> "Site":
        """The site of a request; its Host was checked before."""
        return cls(urlsplit(f"//{host}").hostname or host, f"{scheme}://{host}")


@dataclass(frozen=True, slots=True)
class Made:
    """A new passkey, as it is kept."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


def to_make(site: Site, person: Person, email: str, kept: list[Passkey], challenge: bytes) -> dict[str, Any]:
    """What a browser is asked for to make a passkey; one it has already is not made twice."""
    return options_to_json_dict(
        generate_registration_options(
            rp_id=site.rp_id,
            rp_name="Understudy",
            user_id=person.id.bytes,
            user_name=email,
            user_display_name=person.name,
            challenge=challenge,
            timeout=MINUTE_MS,
            authenticator_selection=REQUIRED,
            exclude_credentials=[PublicKeyCredentialDescriptor(id=one.credential_id) for one in kept],
        )
    )


def to_enter(site: Site, challenge: bytes) -> dict[str, Any]:
    """What a browser is asked for to sign in; it finds by itself whose passkeys it has."""
    return options_to_json_dict(
        generate_authentication_options(
            rp_id=site.rp_id,
            challenge=challenge,
            timeout=MINUTE_MS,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


def challenge_in(credential: object) -> bytes:
    """The challenge that an answer says it answers; refuses what is no answer at all."""
    try:
        said = orjson.loads(bytes_at(inside(credential, "response"), "clientDataJSON"))
    except orjson.JSONDecodeError as fault:
        raise NoPasskey from fault
    return bytes_at(said, "challenge")


def id_in(credential: object) -> bytes:
    """Which passkey an answer says it is of."""
    return bytes_at(credential, "rawId")


def inside(said: object, name: str) -> object:
    """A part of what a browser said."""
    return said.get(name) if isinstance(said, dict) else None


def bytes_at(said: object, name: str) -> bytes:
    """Bytes that a browser said, as WebAuthn writes them."""
    text = inside(said, name)
    if not isinstance(text, str):
        raise NoPasskey
    try:
        return base64url_to_bytes(text)
    except ValueError as fault:
        raise NoPasskey from fault


def made(site: Site, credential: dict[str, Any], challenge: bytes) -> Made:
    """The passkey that was made; refuses an answer to something else, for somewhere else, or unverified."""
    try:
        found = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except Exception as fault:  # whatever a stranger's bytes break in there, they prove nothing
        raise NoPasskey from fault
    return Made(found.credential_id, found.credential_public_key, found.sign_count)


def proven(site: Site, credential: dict[str, Any], challenge: bytes, kept: Passkey) -> int:
    """How often the passkey says it was used; refuses a wrong signature and a copied passkey."""
    try:
        found = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            credential_public_key=kept.public_key,
            credential_current_sign_count=kept.sign_count,
            require_user_verification=True,
        )
    except Exception as fault:  # whatever a stranger's bytes break in there, they prove nothing
        raise NoPasskey from fault
    return found.new_sign_count
