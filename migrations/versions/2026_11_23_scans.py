"""Scans of what was signed on paper: those whose hash is known are awaited, and an upload may be of one."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "scans"
down_revision: str | Sequence[str] | None = "turns_by_programme"

WITH_ITS_SIGNATURE = "exists (select from signature where signature.id = signature_scan.id)"
AWAITED = """
insert into signature_scan (id, sha256, state)
select signature.id, scan_sha256, 'EXPECTED'
  from signature join placement_agreement on placement_agreement.id = agreement_id
 where scan_sha256 is not null
   and not exists (
       select from erasure
        where erased_at is not null and erasure.person_id in (signatory_id, participant_id)
   )
"""
"""Nobody is asked for what showed somebody who was erased."""
ONE_THING = "upload_is_of_one_thing"


def upgrade() -> None:
    op.create_unique_constraint("one_scan_hash_per_signature", "signature", ["id", "scan_sha256"])
    op.create_table(
        "signature_scan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("mime", sa.Text(), nullable=True),
        sa.Column("state", sa.String(24), nullable=False),
        sa.PrimaryKeyConstraint("id", name="signature_scan_key"),
        sa.ForeignKeyConstraint(
            ["id", "sha256"],
            ["signature.id", "signature.scan_sha256"],
            name="a_scan_is_the_one_that_its_signature_names",
        ),
        sa.CheckConstraint(
            "num_nonnulls(size, mime) = case state when 'VERIFIED' then 2 else 0 end",
            name=op.f("a_scan_that_is_here_says_what_it_is"),
        ),
        sa.CheckConstraint("state in ('EXPECTED', 'VERIFIED')", name=op.f("scan_has_a_known_state")),
    )
    op.execute(AWAITED)
    op.execute("alter table signature_scan enable row level security")
    op.execute("alter table signature_scan force row level security")
    op.execute(
        "create policy steward_sees_all on signature_scan to understudy_steward"
        " using (true) with check (true)"
    )
    op.execute("grant select, insert, update, delete on signature_scan to understudy_steward")
    op.execute("grant select on signature_scan to understudy_app")
    op.execute(
        "create policy in_my_scopes on signature_scan to understudy_app"
        f" using ({WITH_ITS_SIGNATURE}) with check ({WITH_ITS_SIGNATURE})"
    )
    op.add_column("upload", sa.Column("scan_id", sa.Uuid(), nullable=True))
    of_one_thing("photo_id, recording_id, scan_id")


def downgrade() -> None:
    op.execute("delete from upload where scan_id is not null")
    of_one_thing("photo_id, recording_id")
    op.drop_column("upload", "scan_id")
    op.drop_table("signature_scan")
    op.drop_constraint("one_scan_hash_per_signature", "signature")


def of_one_thing(things: str) -> None:
    """Say of which things an upload may be, of one at a time."""
    op.drop_constraint(ONE_THING, "upload")
    op.create_check_constraint(op.f(ONE_THING), "upload", f"num_nonnulls({things}) = 1")
