"""Where a museum's provider says that it is asked: nowhere that only our own machine reaches."""

import pytest

from api.auth.providers import ASKED, Provider, ProviderWrong
from exchange.people.identities import Proof
from tests.api.door import SECRET


@pytest.mark.parametrize(
    "name, url",
    [
        ("token_endpoint", "http://localhost:5432/"),
        ("token_endpoint", "https://127.0.0.1/"),
        ("jwks_uri", "http://[::1]:8080/keys"),
        ("userinfo_endpoint", "http://169.254.169.254/latest/meta-data"),
        ("userinfo_endpoint", "file:///etc/passwd"),
        ("userinfo_endpoint", "https:"),
    ],
)
def test_a_provider_elsewhere_does_not_send_us_to_our_own_machine_or_over_open_lines(
    name: str, url: str
) -> None:
    issuer = "https://login.museum.example"
    provider = Provider(issuer, "understudy", Proof.SECRET, SECRET)
    described = {"issuer": issuer} | {one: f"{issuer}/{one}" for one in ASKED}
    provider.check(described)
    provider.check({one: text for one, text in described.items() if one != "userinfo_endpoint"})
    with pytest.raises(ProviderWrong, match=name):
        provider.check(described | {name: url})
