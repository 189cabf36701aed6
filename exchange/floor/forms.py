"""Whether an operation is of a form that is understood here, before anybody looks at what it does."""

from exchange.floor.pushes import MOST_BYTES_AN_OP, VERSION_OF_OPS, Op
from exchange.ground.refusals import Refused


def check(op: Op) -> None:
    """The operation is of a form that is understood here."""
    if op.v != VERSION_OF_OPS:
        raise Refused("UNKNOWN_OP", "The museum does not know this version of the operation.", "v")
    if op.size > MOST_BYTES_AN_OP:
        raise Refused("TOO_LARGE", f"An operation takes {MOST_BYTES_AN_OP // 1024} KiB, this has more.")
    if op.captured_at.utcoffset() is None:
        raise Refused("INVALID", "A moment says how far it is from UTC.", "capturedAt")
    if op.prev_op == op.op_id:
        raise Refused("INVALID", "An operation does not come before itself.", "prevOp")
    if op.seq < 0:
        raise Refused("INVALID", "A device numbers its operations from 1.", "seq")
