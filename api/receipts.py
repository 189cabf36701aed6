"""The public keys of receipts: whoever holds a receipt can check it without trusting us."""

from starlette.requests import Request
from starlette.responses import Response

from api.house import house_of
from api.keyring import keyring, public, written

KIND = "application/jwk-set+json"


async def receipt_keys(request: Request) -> Response:
    """Every key that signs receipts or ever did."""
    body = written(public(keyring(house_of(request).settings)), private=False)
    return Response(body, 200, {"cache-control": "no-cache"}, KIND)
