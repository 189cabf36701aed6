/**
 * The app's only documents. They are shipped as ids; the museum keeps the text and accepts no other.
 * Where two types have a field of one name and different meaning (`state`), it gets a name of its own here,
 * because a selection over all types of row must not mean two things.
 */
import { CommitmentRow, DebriefRow } from './commitment-fragments'
import {
  HandlingRow,
  MarkRow,
  NoticeRow,
  ObservationRow,
  PhotoRow,
  RecordingRow,
  TagRow,
} from './entry-fragments'
import { graphql } from './graph'
import {
  ApplicationRow,
  DayRow,
  MembershipRow,
  MuseumRow,
  ObjectiveRow,
  PhotoRuleRow,
  PlacementRow,
  PlanItemRow,
  ProgrammeRow,
  PromptRow,
} from './placement-fragments'
import { AmendmentRow, CommentRow, DecisionRow, EndorsementRow } from './review-fragments'

export const Push = graphql(`
  mutation Push($input: PushInput!) {
    push(input: $input) {
      __typename
      ... on PushOutcome {
        echo
        serverTime
        feedEpoch
        durableThrough
        results {
          __typename
          ... on OpAnswer {
            opId
            duplicate
          }
          ... on OpApplied {
            entity
            rev
            receipt
          }
          ... on OpMerged {
            entity
            rev
            receipt
            kept {
              field
              mine
              theirs
            }
          }
          ... on OpNeedsUser {
            needs: code
            sentence
          }
          ... on OpRetry {
            retry: code
            afterMs
          }
          ... on OpRejected {
            refused: code
            sentence
            field
          }
        }
      }
      ... on PushBlocked {
        reason
        retryAfterMs
      }
    }
  }
`)

export const Changes = graphql(
  `
    query Changes($deviceId: UUID!, $after: String, $limit: Int!, $again: [UUID!], $digest: Boolean!) {
      changes(deviceId: $deviceId, after: $after, limit: $limit, again: $again) {
        cursor
        hasMore
        reset
        backedUpUntil
        digest @include(if: $digest) {
          scope
          count
          hash
        }
        changes {
          __typename
          ... on Upsert {
            scope
            row {
              __typename
              ... on Network {
                id
                name
              }
              ... on Museum {
                ...MuseumRow
              }
              ... on Person {
                id
                name
                locale
                memberships {
                  ...MembershipRow
                }
              }
              ... on Membership {
                ...MembershipRow
              }
              ... on Programme {
                ...ProgrammeRow
              }
              ... on Objective {
                ...ObjectiveRow
              }
              ... on Placement {
                ...PlacementRow
              }
              ... on ShadowingDay {
                ...DayRow
              }
              ... on PlanItem {
                ...PlanItemRow
              }
              ... on Prompt {
                ...PromptRow
              }
              ... on Observation {
                ...ObservationRow
              }
              ... on Tag {
                ...TagRow
              }
              ... on Photo {
                ...PhotoRow
              }
              ... on Mark {
                ...MarkRow
              }
              ... on Recording {
                ...RecordingRow
              }
              ... on Handling {
                ...HandlingRow
              }
              ... on Notice {
                ...NoticeRow
              }
              ... on PhotoRule {
                ...PhotoRuleRow
              }
              ... on Application {
                ...ApplicationRow
              }
              ... on Comment {
                ...CommentRow
              }
              ... on Decision {
                ...DecisionRow
              }
              ... on Amendment {
                ...AmendmentRow
              }
              ... on Endorsement {
                ...EndorsementRow
              }
              ... on Debrief {
                ...DebriefRow
              }
              ... on Commitment {
                ...CommitmentRow
              }
            }
          }
          ... on Gone {
            id
          }
          ... on ScopeAdded {
            scope
          }
          ... on ScopeRemoved {
            scope
          }
        }
      }
    }
  `,
  [
    MuseumRow,
    MembershipRow,
    ProgrammeRow,
    ObjectiveRow,
    PlacementRow,
    DayRow,
    PlanItemRow,
    PromptRow,
    ObservationRow,
    TagRow,
    PhotoRow,
    MarkRow,
    RecordingRow,
    HandlingRow,
    NoticeRow,
    PhotoRuleRow,
    ApplicationRow,
    CommentRow,
    DecisionRow,
    AmendmentRow,
    EndorsementRow,
    DebriefRow,
    CommitmentRow,
  ],
)

export const Me = graphql(`
  query Me {
    me {
      id
      name
      locale
      memberships {
        id
        person {
          id
        }
        museum {
          id
        }
        role
        since
        until
      }
    }
  }
`)

/** Asked over a WebSocket: it says that something is new, and nothing of what. */
export const Poke = graphql(`
  subscription Poke($deviceId: UUID!) {
    poke(deviceId: $deviceId) {
      at
    }
  }
`)

export * from './agreement-documents'
export * from './calling-documents'
export * from './matching-documents'
export * from './run-documents'
export * from './mentor-documents'
export * from './governing-documents'
export * from './desk-documents'
export * from './online-documents'
export * from './planning-documents'
