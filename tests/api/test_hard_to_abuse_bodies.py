"""Requests that cannot be right: each is refused before anything reads it as a question."""

import gzip
import socket
import time
from collections.abc import Iterator
from contextlib import suppress

import httpx2
import pytest

from api.bodies import Unreadable, parameters, read_json
from tests.api.running import Running

NAME = b"{ me { name } }"
GOOD = b'{"query": "{ me { name } }"}'
UNREADABLE = {
    "half of it": b'{"query": "{ me { name } }"',
    "no UTF-8": b'{"query": "\xff"}',
    "overlong UTF-8": b'{"query": "\xc0\xaf"}',
    "a surrogate in UTF-8": b'{"query": "\xed\xa0\x80"}',
    "half a character": b'{"query": "\\ud800"}',
    "half a character as a name": b'{"query": "{ me { name } }", "variables": {"\\udfff": 1}}',
    "a byte order mark": b"\xef\xbb\xbf" + GOOD,
    "UTF-16": GOOD.decode().encode("utf-16"),
    "NUL": b'{"query": "{ me { name } }", "variables": {"a": "\\u0000"}}',
    "NUL in a name": b'{"query": "{ me { name } }", "variables": {"\\u0000": 1}}',
    "NUL as it is": b'{"query": "\x00"}',
    "a number of 19 digits": b'{"query": "{ me { name } }", "variables": {"a": 1000000000000000000}}',
    "a number of 5,000 digits": b'{"variables": {"a": ' + b"9" * 5000 + b"}}",
    "a number with a long exponent": b'{"variables": {"a": 1e300}}',
    "NaN": b'{"variables": {"a": NaN}}',
    "Infinity": b'{"variables": {"a": -Infinity}}',
    "33 lists in each other": b'{"variables": {"a": ' + b"[" * 33 + b"]" * 33 + b"}}",
    "100,000 lists in each other": b"[" * 100_000,
    "40,000 objects in each other": b'{"a":' * 40_000 + b"1" + b"}" * 40_000,
    "a list of 5,000": b'{"variables": {"a": [' + b"1," * 5000 + b"1]}}",
    "15,000 names": b"{" + b",".join(b'"%d":1' % n for n in range(15_000)) + b"}",
    "a batch": b"[" + GOOD + b"]",
    "a text": b'"{ me { name } }"',
    "nothing": b"",
}
ADDRESSES = {
    "twice the same": "query={me{name}}&query={me{id}}",
    "no UTF-8": "query={me{name}}%ff",
    "a surrogate": "query=%ED%A0%80",
    "NUL": "query={me{name}}%00",
    "variables that are no JSON": "query={me{name}}&variables=[",
    "variables that are too deep": "query={me{name}}&variables=" + "[" * 50 + "]" * 50,
    "a number of 19 digits": 'query={me{name}}&variables={"a":9999999999999999999}',
    "a hundred parameters": "query={me{name}}&" + "&".join(f"a{n}=1" for n in range(100)),
}


@pytest.fixture
def partner(server: Running, key: dict[str, str]) -> Iterator[httpx2.Client]:
    """A partner system."""
    headers = {**key, "content-type": "application/json", "accept": "application/graphql-response+json"}
    with httpx2.Client(base_url=server.url, headers=headers, timeout=20) as one:
        yield one


def test_a_body_that_cannot_be_right_is_refused(partner: httpx2.Client) -> None:
    told = {name: partner.post("/graphql", content=body) for name, body in UNREADABLE.items()}
    assert {name: answer.status_code for name, answer in told.items()} == dict.fromkeys(UNREADABLE, 400)
    assert all("data" not in answer.json() and answer.json()["errors"] for answer in told.values())
    assert partner.post("/graphql", content=GOOD).json()["data"] == {"me": {"name": "Marit"}}


def test_refusing_costs_next_to_nothing() -> None:
    slow = {}
    for name, body in UNREADABLE.items():
        begun = time.process_time()
        with suppress(Unreadable, ValueError):
            read_json(body)
        if (cpu := time.process_time() - begun) >= 0.1:
            slow[name] = cpu
    assert slow == {}


def test_an_address_that_cannot_be_right_is_refused(partner: httpx2.Client) -> None:
    told = {name: partner.get(f"/graphql?{query}") for name, query in ADDRESSES.items()}
    assert {name: answer.status_code for name, answer in told.items()} == dict.fromkeys(ADDRESSES, 400)
    assert partner.get("/graphql", params={"query": "{ me { name } }"}).json()["data"]
    with pytest.raises(Unreadable):
        parameters("query=ü".encode("latin-1"))


def test_other_forms_are_refused(partner: httpx2.Client) -> None:
    others: list[tuple[dict[str, str], bytes, int]] = [
        ({"content-encoding": "gzip"}, gzip.compress(GOOD), 415),
        ({"content-encoding": "br"}, GOOD, 415),
        ({"content-type": "text/plain"}, GOOD, 415),
        ({"content-type": "application/x-www-form-urlencoded"}, b"query=" + NAME, 415),
        ({"content-type": "multipart/form-data; boundary=x"}, b"--x--", 415),
        ({"content-type": ""}, GOOD, 415),
        ({"content-type": "application/graphql"}, NAME, 415),
        ({"x-long": "x" * 33_000}, GOOD, 431),
        ({}, b'{"query": "#' + b"-" * 300_000 + b'"}', 413),
    ]
    for headers, body, status in others:
        assert partner.post("/graphql", content=body, headers=headers).status_code == status, headers


def test_a_body_without_an_end_is_cut_off(partner: httpx2.Client) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(300):
            yield b" " * 1024

    assert partner.post("/graphql", content=endless()).status_code == 413


def test_a_request_of_two_lengths_is_refused_and_the_line_cut(server: Running, key: dict[str, str]) -> None:
    port = server.settings.port
    for lengths in (
        "Content-Length: 28\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 28\r\nContent-Length: 29\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 99999999999999999999999999\r\n",
        "Content-Length: 9999999999\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
    ):
        head = (
            f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
            f"Authorization: {key['authorization']}\r\n{lengths}\r\n"
        )
        with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
            line.sendall(head.encode() + GOOD)
            answer = b"".join(iter(lambda: line.recv(65536), b""))
        assert answer.split()[1] in (b"400", b"413"), lengths
        assert answer.count(b"HTTP/1.1") == 1


def test_of_two_parts_of_one_name_the_last_counts_for_everybody(partner: httpx2.Client) -> None:
    body = b'{"query": "{ me { id } }", "query": "{ me { name } }"}'
    assert partner.post("/graphql", content=body).json()["data"] == {"me": {"name": "Marit"}}
