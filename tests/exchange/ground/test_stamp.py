"""The museum's stamp: what it signs is read by anybody who reads this form of signature."""

from joserfc import jws
from joserfc.jwk import KeySet

from exchange.ground.stamp import REGISTRY, Stamp, new_key, stated


def test_a_receipt_is_what_the_library_would_have_signed_byte_for_byte() -> None:
    key = new_key()
    receipt = Stamp("https://strandhall.example", key).put_on({"of": "nothing", "entity": "Διμήτρα"})
    head = jws.extract_compact(receipt.encode()).headers()
    said = jws.extract_compact(receipt.encode()).payload
    assert receipt == jws.serialize_compact(head, said, key, registry=REGISTRY)
    assert stated(receipt, KeySet([key]))["entity"] == "Διμήτρα"
