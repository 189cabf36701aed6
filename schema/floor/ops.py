"""What a device pushes: its operations, each exactly one of the things that can be done."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

import strawberry
from strawberry import Maybe

from exchange.floor.answers import Done
from exchange.floor.pushes import Doing, Op, Push
from schema.described import told_choice, told_input
from schema.floor.amendment_ops import ProposeAmendment, WithdrawAmendment
from schema.floor.commitment_ops import (
    EditCommitment,
    MakeCommitment,
    MoveCommitment,
    ReclassifyCommitment,
)
from schema.floor.debrief_ops import WriteDebrief
from schema.floor.follow_up_ops import (
    AddEvidence,
    AskAgreement,
    FollowUpCommitment,
    SayBarrier,
    TakeAgreementBack,
    TakeEvidenceAway,
)
from schema.floor.mark_ops import EditMark, MarkPhoto, RemoveMark
from schema.floor.note_ops import HandOver, NoteHandling, PlaceNotice, TakeNoticeOff
from schema.floor.observation_ops import (
    CaptureObservation,
    EditObservation,
    ReclassifyObservation,
    RemoveObservation,
    RestrictObservation,
    SendAgain,
    WithdrawObservation,
)
from schema.floor.photo_ops import AttachPhoto, DescribePhoto, DetachPhoto, SayConsent
from schema.floor.recording_ops import AttachRecording, DetachRecording, WriteWords
from schema.floor.saying import names, said
from schema.floor.tag_ops import TagObservation
from schema.inputs import built_at_once
from schema.placements.ops import ChooseAudience
from schema.review.ops import (
    AnswerAmendment,
    Confide,
    DecideObservation,
    GiveEndorsement,
    WithdrawEndorsement,
    WriteComment,
)


class Operation(Protocol):
    """One of the things that can be done."""

    async def carry_out(self, doing: Doing) -> Done:
        """Do it."""


@told_choice
class OpInput:
    """What an operation does: exactly one of these."""

    capture_observation: Maybe[CaptureObservation] = strawberry.field(description="Keep what was seen.")
    edit_observation: Maybe[EditObservation] = strawberry.field(description="Change it.")
    reclassify_observation: Maybe[ReclassifyObservation] = strawberry.field(
        description="Let more people read it, or fewer."
    )
    restrict_observation: Maybe[RestrictObservation] = strawberry.field(
        description="Let its custodians alone open it, beside its author."
    )
    tag_observation: Maybe[TagObservation] = strawberry.field(description="Put words on it or take them off.")
    send_again: Maybe[SendAgain] = strawberry.field(description="Hand it to the mentor again.")
    withdraw_observation: Maybe[WithdrawObservation] = strawberry.field(description="Take it out of review.")
    propose_amendment: Maybe[ProposeAmendment] = strawberry.field(description="Propose how it should stand.")
    withdraw_amendment: Maybe[WithdrawAmendment] = strawberry.field(description="Take a proposal back.")
    remove_observation: Maybe[RemoveObservation] = strawberry.field(description="Take it away.")
    attach_photo: Maybe[AttachPhoto] = strawberry.field(description="Add a photo.")
    describe_photo: Maybe[DescribePhoto] = strawberry.field(description="Say what a photo shows.")
    say_consent: Maybe[SayConsent] = strawberry.field(description="Say what the people in a photo agreed to.")
    detach_photo: Maybe[DetachPhoto] = strawberry.field(description="Take a photo off.")
    mark_photo: Maybe[MarkPhoto] = strawberry.field(description="Point at a place in a photo.")
    edit_mark: Maybe[EditMark] = strawberry.field(description="Move or reword a mark on a photo.")
    remove_mark: Maybe[RemoveMark] = strawberry.field(description="Take a mark off a photo.")
    note_handling: Maybe[NoteHandling] = strawberry.field(description="Say how its object is handled.")
    hand_over: Maybe[HandOver] = strawberry.field(description="Say that the registrar has a handling note.")
    place_notice: Maybe[PlaceNotice] = strawberry.field(description="Place a notice of Local Contexts on it.")
    take_notice_off: Maybe[TakeNoticeOff] = strawberry.field(description="Take a notice off.")
    attach_recording: Maybe[AttachRecording] = strawberry.field(description="Add a recording.")
    write_words: Maybe[WriteWords] = strawberry.field(description="Write down what a recording says.")
    detach_recording: Maybe[DetachRecording] = strawberry.field(description="Take a recording off.")
    make_commitment: Maybe[MakeCommitment] = strawberry.field(description="Promise a change.")
    edit_commitment: Maybe[EditCommitment] = strawberry.field(description="Reword it.")
    move_commitment: Maybe[MoveCommitment] = strawberry.field(description="Say how far it has come.")
    reclassify_commitment: Maybe[ReclassifyCommitment] = strawberry.field(
        description="Let more people read it, or fewer."
    )
    ask_agreement: Maybe[AskAgreement] = strawberry.field(description="Ask the home manager to agree to it.")
    take_agreement_back: Maybe[TakeAgreementBack] = strawberry.field(description="Ask them no longer.")
    add_evidence: Maybe[AddEvidence] = strawberry.field(description="Add what shows that it is being kept.")
    take_evidence_away: Maybe[TakeEvidenceAway] = strawberry.field(description="Take that away again.")
    say_barrier: Maybe[SayBarrier] = strawberry.field(description="Say what stands in its way.")
    follow_up_commitment: Maybe[FollowUpCommitment] = strawberry.field(description="Say what became of it.")
    write_comment: Maybe[WriteComment] = strawberry.field(description="Say something about an observation.")
    decide_observation: Maybe[DecideObservation] = strawberry.field(
        description="Approve an observation or send it back."
    )
    answer_amendment: Maybe[AnswerAmendment] = strawberry.field(
        description="Accept a proposal or decline it."
    )
    give_endorsement: Maybe[GiveEndorsement] = strawberry.field(description="Say what an entry shows.")
    withdraw_endorsement: Maybe[WithdrawEndorsement] = strawberry.field(description="Take that back.")
    write_debrief: Maybe[WriteDebrief] = strawberry.field(description="Look back on a day.")
    confide: Maybe[Confide] = strawberry.field(description="Say something in confidence.")
    choose_audience: Maybe[ChooseAudience] = strawberry.field(description="Choose who reads new entries.")

    def chosen(self) -> tuple[str, "Operation"]:
        """The one thing that was chosen, and its name on the wire."""
        for name, python_name in names(OpInput):
            if chosen := getattr(self, python_name):
                return name, chosen.value
        raise ValueError("A choice without anything chosen never comes this far.")


@told_input
class SyncOp:
    """One operation of a device's queue."""

    op_id: UUID = strawberry.field(
        description="Its id, made on the device; sent again, it is answered the same."
    )
    seq: int = strawberry.field(description="Its number in the device's queue; without gaps.")
    prev_op: UUID | None = strawberry.field(
        description="The operation before it on the same entry that had no answer yet: it goes first."
    )
    v: int = strawberry.field(description="The version of the operations' form: 1.")
    captured_at: datetime = strawberry.field(description="When it was done, by the device's clock.")
    do: OpInput = strawberry.field(description="What it does.")

    def op(self) -> Op:
        """The operation as the floor takes it."""
        name, chosen = self.do.chosen()
        return Op(
            op_id=self.op_id,
            seq=self.seq,
            prev_op=self.prev_op,
            v=self.v,
            captured_at=self.captured_at,
            name=name,
            said=said(chosen),
            act=chosen.carry_out,
            captures=chosen.new() if isinstance(chosen, CaptureObservation) else None,
        )


@built_at_once
@told_input
class PushInput:
    """What one device sends at once: at most 50 operations in 256 KiB; the rest is answered `OVERLOADED`."""

    protocol: int = strawberry.field(description="The version of this protocol: 1.")
    device_id: UUID = strawberry.field(description="The browser profile of this person, made on the device.")
    schema_version: int = strawberry.field(description="The version of what the device keeps: 1.")
    client_time: datetime = strawberry.field(description="What time the device thinks it is.")
    ack_through: int = strawberry.field(description="Answers have arrived for every `seq` up to this one.")
    waiting: int | None = strawberry.field(description="How many operations still wait on the device.")
    oldest_waiting_at: datetime | None = strawberry.field(description="Since when the oldest of them waits.")
    ops: list[SyncOp] = strawberry.field(description="The operations, oldest first.")

    def push(self, person_id: UUID, stepped_up: Callable[[], Awaitable[None]]) -> Push:
        """The push as the floor takes it."""
        return Push(
            person_id=person_id,
            device_id=self.device_id,
            ack_through=self.ack_through,
            waiting=self.waiting,
            oldest_waiting_at=self.oldest_waiting_at,
            ops=tuple(op.op() for op in self.ops),
            stepped_up=stepped_up,
        )
