"""Programs of partners get tokens, lose them again, and get nothing that nobody agreed to."""

from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from exchange.partners.tables import Proof
from tests.api.partnering import BACK, Partner, agreed, ask, registered, tokens, verifier, wish
from tests.api.running import Running
from tests.api.world import World


@pytest.fixture
def partner(server: Running, world: World) -> Partner:
    """A program that Marit has approved."""
    return registered(server, world)


def kept(world: World) -> int:
    """How many tokens and codes there are."""
    return int(
        world.rows("select (select count(*) from oauth_token) + (select count(*) from oauth_code)")[0][0]
    )


def refresh(partner: Partner, token: str, **other: str) -> httpx2.Response:
    return partner.post("token", grant_type="refresh_token", refresh_token=token, **other)


def reads(partner: Partner, token: str) -> bool:
    """Whether a token still opens the partners' door."""
    answer = partner.ask(token, "{ museums { totalCount } }")
    assert answer.status_code in (200, 401)
    return answer.status_code == 200


# ---------------------------------------------------------------- nothing without approval and proof


def test_a_program_that_nobody_approved_gets_nothing(server: Running, world: World) -> None:
    waiting = registered(server, world, approved=False)
    no = waiting.post("token", grant_type="client_credentials")
    assert (no.status_code, no.json()["error"]) == (400, "unauthorized_client")
    _, challenge = verifier()
    assert agreed(waiting, world.ana, challenge)["error"] == "unauthorized_client"
    assert kept(world) == 0


def test_a_wrong_secret_an_unknown_program_and_nonsense_get_the_same_no(
    partner: Partner, world: World
) -> None:
    url = f"{partner.server.url}/oauth/token"
    form = {"grant_type": "client_credentials"}
    wrong = [(partner.id, "wrong"), ("0190a0a0-0000-7000-8000-000000000000", "wrong"), ("nobody", "wrong")]
    answers = [httpx2.post(url, data=form, auth=auth) for auth in wrong]
    answers.append(httpx2.post(url, data=form, headers={"authorization": "Basic //4="}))
    assert {(one.status_code, one.json()["error"]) for one in answers} == {(401, "invalid_client")}
    assert kept(world) == 0


def test_what_is_not_in_order_is_refused_by_its_name(partner: Partner, world: World) -> None:
    for error, form in {
        "unsupported_grant_type": {"grant_type": "password", "username": "ana", "password": "x"},
        "invalid_scope": {"grant_type": "client_credentials", "scope": "everything:write"},
        "invalid_target": {"grant_type": "client_credentials", "resource": "https://elsewhere.example"},
        "invalid_request": {"grant_type": "authorization_code"},
        "invalid_grant": {"grant_type": "authorization_code", "code": "made up"},
    }.items():
        no = partner.post("token", **form)
        assert (no.status_code, no.json()["error"]) == (400, error)
    assert refresh(partner, "urt_made_up").json()["error"] == "invalid_grant"
    assert kept(world) == 0


# ---------------------------------------------------------------- asking a person


@pytest.mark.parametrize("other", [{}, {"code_challenge_method": "plain", "code_challenge": "a" * 43}])
def test_without_a_hashed_word_nobody_is_asked(partner: Partner, world: World, other: dict[str, str]) -> None:
    back = agreed(partner, world.ana, None, **other)
    assert (back["error"], back["state"], back["iss"]) == ("invalid_request", "mine", partner.server.url)
    assert kept(world) == 0


def test_nobody_is_sent_to_an_address_that_is_not_letter_by_letter_the_registered_one(
    partner: Partner, world: World
) -> None:
    _, challenge = verifier()
    with partner.server.browser(world.ana) as browser:
        for address in (
            f"{BACK}/more",
            f"{BACK}?a=b",
            f"{BACK}#here",
            "https://hr.museum.example@evil.example/back",
            "https://hr.museum.example.evil.example/back",
            "http://hr.museum.example/back",
            "https://HR.museum.example/back",
            "http://localhost/back",
            "https://hr.museum.example/%62ack",
        ):
            answer = browser.get("/oauth/authorize", params=wish(partner, challenge, redirect_uri=address))
            assert (answer.status_code, "location" in answer.headers) == (400, False), address
    assert kept(world) == 0


def test_who_says_no_sends_a_no_and_a_wider_wish_than_approved_is_none(server: Running, world: World) -> None:
    narrow = registered(server, world, reach=("museums:read",))
    _, challenge = verifier()
    assert agreed(narrow, world.ana, challenge, decision="deny")["error"] == "access_denied"
    assert agreed(narrow, world.ana, challenge, scope="people:read")["error"] == "invalid_scope"
    assert kept(world) == 0


def test_a_page_put_before_one_person_is_not_answered_by_another(partner: Partner, world: World) -> None:
    _, challenge = verifier()
    with partner.server.browser(world.ana) as ana, partner.server.browser(world.olu) as olu:
        shown = ana.get("/oauth/authorize", params=wish(partner, challenge)).text
        form = {"request": shown.split('name="request" value="')[1].split('"')[0], "decision": "allow"}
        assert olu.post("/oauth/consent", data=form).status_code == 400
        foreign = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
        assert ana.post("/oauth/consent", data=form, headers=foreign).status_code == 403
    assert kept(world) == 0


def test_a_stranger_signs_in_first_and_who_comes_from_another_site_asks_once_more(
    partner: Partner, world: World
) -> None:
    _, challenge = verifier()
    with partner.server.browser() as stranger:
        asked = stranger.get("/oauth/authorize", params=wish(partner, challenge))
        from_there = stranger.get(
            "/oauth/authorize", params=wish(partner, challenge), headers={"sec-fetch-site": "cross-site"}
        )
    assert (asked.status_code, "/signin" in asked.text) == (401, True)
    assert from_there.headers["refresh"].startswith("0; url=/oauth/authorize?")
    assert kept(world) == 0


# ---------------------------------------------------------------- codes


def test_a_code_needs_its_word_and_its_program_and_opens_once(
    partner: Partner, server: Running, world: World
) -> None:
    word, challenge = verifier()
    code = agreed(partner, world.ana, challenge)["code"]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}
    other = registered(server, world)
    for no, error in (
        (partner.post("token", **form), "invalid_request"),
        (partner.post("token", **form, code_verifier=verifier()[0]), "invalid_grant"),
        (partner.post("token", **{**form, "redirect_uri": f"{BACK}/"}, code_verifier=word), "invalid_grant"),
        (other.post("token", **form, code_verifier=word), "invalid_grant"),
    ):
        assert (no.status_code, no.json()["error"]) == (400, error)

    given = partner.post("token", **form, code_verifier=word).json()
    assert reads(partner, given["access_token"])

    again = partner.post("token", **form, code_verifier=word)
    assert again.json()["error"] == "invalid_grant"
    assert not reads(partner, given["access_token"])
    assert refresh(partner, given["refresh_token"]).json()["error"] == "invalid_grant"


def test_an_old_code_opens_nothing(partner: Partner, world: World) -> None:
    word, challenge = verifier()
    code = agreed(partner, world.ana, challenge)["code"]
    world.do("update oauth_code set expires_at = expires_at - interval '2 minutes'")
    no = partner.post(
        "token", grant_type="authorization_code", code=code, redirect_uri=BACK, code_verifier=word
    )
    assert no.json()["error"] == "invalid_grant"


# ---------------------------------------------------------------- tokens that follow one another


def test_five_at_once_get_the_same_successor_and_a_late_one_ends_the_family(
    partner: Partner, world: World
) -> None:
    first = tokens(partner, world.ana)
    with ThreadPoolExecutor(5) as crowd:
        answers = list(crowd.map(lambda _: refresh(partner, first["refresh_token"]), range(5)))
    assert {one.status_code for one in answers} == {200}
    [(access, again)] = {(one.json()["access_token"], one.json()["refresh_token"]) for one in answers}
    assert again != first["refresh_token"]
    assert reads(partner, access)

    world.do("update oauth_token set replaced_at = replaced_at - interval '31 seconds'")
    assert refresh(partner, first["refresh_token"]).json()["error"] == "invalid_grant"
    assert refresh(partner, again).json()["error"] == "invalid_grant"
    assert not reads(partner, access)


def test_a_refresh_may_ask_for_less_and_never_for_more(server: Running, world: World) -> None:
    partner = registered(server, world)
    given = tokens(partner, world.ana, scope="museums:read people:read")
    more = refresh(partner, given["refresh_token"], scope="museums:read observations:read")
    assert (more.status_code, more.json()["error"]) == (400, "invalid_scope")
    less = refresh(partner, given["refresh_token"], scope="museums:read").json()
    assert less["scope"] == "museums:read"
    assert refresh(partner, less["refresh_token"]).json()["scope"] == "museums:read people:read"


def test_another_program_neither_uses_ends_nor_looks_at_a_token(
    partner: Partner, server: Running, world: World
) -> None:
    given, other = tokens(partner, world.ana), registered(server, world)
    assert refresh(other, given["refresh_token"]).json()["error"] == "invalid_grant"
    other.post("revoke", token=given["refresh_token"])
    assert other.post("introspect", token=given["access_token"]).json() == {"active": False}
    assert reads(partner, given["access_token"])
    assert refresh(partner, given["refresh_token"]).status_code == 200


def test_what_is_given_back_is_over_at_once(partner: Partner, world: World) -> None:
    given = tokens(partner, world.ana)
    told = partner.post("introspect", token=given["access_token"]).json()
    assert (told["active"], told["sub"], told["client_id"]) == (True, str(world.ana), partner.id)
    assert told["aud"] == f"{partner.server.url}/partners/graphql"
    assert partner.post("revoke", token=given["refresh_token"]).status_code == 200
    assert partner.post("introspect", token=given["access_token"]).json() == {"active": False}
    assert not reads(partner, given["access_token"])
    assert partner.post("revoke", token="never was").status_code == 200


def test_nothing_that_opens_a_door_is_kept_in_the_database(partner: Partner, world: World) -> None:
    given = tokens(partner, world.ana)
    refresh(partner, given["refresh_token"])
    everything = str(world.rows("select t::text from oauth_token t")) + str(
        world.rows("select c::text from oauth_client c")
    )
    for text in (given["access_token"], given["refresh_token"], partner.secret or ""):
        assert text[4:] not in everything
        assert text.encode().hex() not in everything


# ---------------------------------------------------------------- budgets and other doors


def test_a_public_program_acts_for_nobody_but_people(server: Running, world: World) -> None:
    public = registered(server, world, proof=Proof.NONE)
    assert public.post("token", grant_type="client_credentials").status_code in (400, 401)
    assert reads(public, tokens(public, world.ana)["access_token"])


def test_a_token_opens_no_other_door_and_nothing_else_opens_this_one(
    partner: Partner, world: World, key: dict[str, str]
) -> None:
    given, url = tokens(partner, world.ana), partner.server.url
    headers = {"authorization": f"Bearer {given['access_token']}"}
    body = {"query": "{ me { name } }"}
    assert httpx2.post(f"{url}/graphql", json=body, headers=headers).status_code == 401
    assert httpx2.get(f"{url}/auth/session", headers=headers).status_code == 401
    for wrong in (given["refresh_token"], "uat_made_up", partner.secret or ""):
        no = ask(partner.server, wrong, "{ me { name } }")
        assert (no.status_code, no.headers["www-authenticate"][:6]) == (401, "Bearer")
    with partner.server.browser(world.ana) as browser:
        assert browser.post("/partners/graphql", json=body).status_code == 401
    assert (
        ask(partner.server, key["authorization"][7:], "{ me { name } }").json()["data"]["me"]["name"]
        == "Marit"
    )


def test_who_asks_for_tokens_without_end_has_to_wait(settings: object, world: World) -> None:
    running = Running(settings.model_copy(update={"budget": 12_000}), world.url)  # type: ignore[attr-defined]
    try:
        partner = registered(running, world)
        form = {"grant_type": "client_credentials"}
        answers = [partner.post("token", **form)]
        # Another name each time is the same place.
        url = f"{running.url}/oauth/token"
        answers += [httpx2.post(url, data=form, auth=(f"nobody {number}", "x")) for number in range(3)]
        answers.append(partner.post("token", **form))
        assert answers[0].status_code == 200
        assert answers[-1].status_code == 429
        assert int(answers[-1].headers["retry-after"]) > 0
    finally:
        running.stop()
