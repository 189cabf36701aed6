/**
 * The app's only documents. They are shipped as ids; the museum keeps the text and accepts no other.
 * Where two types have a field of one name and different meaning (`state`), it gets a name of its own here,
 * because a selection over all types of row must not mean two things.
 */
import { graphql } from './graph'

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

const TagRow = graphql(`
  fragment TagRow on Tag @_unmask {
    id
    word
    observation {
      id
    }
  }
`)

const PhotoRow = graphql(`
  fragment PhotoRow on Photo @_unmask {
    id
    observation {
      id
    }
    position
    sha256
    size
    mime
    width
    height
    alt
    decorative
    bytes: state
    arrivedAt: receivedAt
    receipt
    rev
  }
`)

const RecordingRow = graphql(`
  fragment RecordingRow on Recording @_unmask {
    id
    observation {
      id
    }
    position
    sha256
    size
    mime
    durationMs
    words
    heard: state
    arrivedAt: receivedAt
    receipt
    rev
  }
`)

const CommentRow = graphql(`
  fragment CommentRow on Comment @_unmask {
    id
    observation {
      id
    }
    author {
      id
      name
    }
    body
    writtenAt
    receivedAt
    rev
  }
`)

const DecisionRow = graphql(`
  fragment DecisionRow on Decision @_unmask {
    id
    observation {
      id
    }
    by {
      id
      name
    }
    verdict
    reason
    decidedAt
  }
`)

const MuseumRow = graphql(`
  fragment MuseumRow on Museum @_unmask {
    id
    name
    town
    country
    isil
    ror
    wikidata
    timeZone
    zones
    network {
      id
    }
  }
`)

const MembershipRow = graphql(`
  fragment MembershipRow on Membership @_unmask {
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
`)

const ObjectiveRow = graphql(`
  fragment ObjectiveRow on Objective @_unmask {
    id
    serves: programme {
      id
    }
    position
    sentence
  }
`)

const ProgrammeRow = graphql(
  `
    fragment ProgrammeRow on Programme @_unmask {
      id
      name
      network {
        id
      }
      opensOn: startsOn
      closesOn: endsOn
      objectives {
        ...ObjectiveRow
      }
    }
  `,
  [ObjectiveRow],
)

const PlanItemRow = graphql(`
  fragment PlanItemRow on PlanItem @_unmask {
    id
    day {
      id
    }
    startsAt
    endsAt
    title
    zone
    objectNumber
  }
`)

const PromptRow = graphql(`
  fragment PromptRow on Prompt @_unmask {
    id
    day {
      id
    }
    objective {
      id
    }
    position
    question
  }
`)

const DayRow = graphql(
  `
    fragment DayRow on ShadowingDay @_unmask {
      id
      placement {
        id
      }
      onDate
      purpose
      place
      plan {
        ...PlanItemRow
      }
      prompts {
        ...PromptRow
      }
    }
  `,
  [PlanItemRow, PromptRow],
)

const PlacementRow = graphql(
  `
    fragment PlacementRow on Placement @_unmask {
      id
      title
      stage: state
      startsOn
      endsOn
      participant {
        id
        name
        locale
      }
      mentor {
        id
        name
        locale
      }
      home {
        ...MuseumRow
      }
      host {
        ...MuseumRow
      }
      programme {
        ...ProgrammeRow
      }
      defaultAudience
      rev
    }
  `,
  [MuseumRow, ProgrammeRow],
)

const ObservationRow = graphql(
  `
    fragment ObservationRow on Observation @_unmask {
      id
      placement {
        id
      }
      author {
        id
        name
      }
      onDay: day {
        id
      }
      prompt {
        id
      }
      kind
      note
      zone
      objectNumber
      procedure
      audience
      review: state
      capturedAt
      capturedZone
      receivedAt
      changedAt
      rev
      tags {
        ...TagRow
      }
      photos(first: 100) {
        ...PhotoRow
      }
      recordings(first: 100) {
        ...RecordingRow
      }
      comments(first: 100) {
        ...CommentRow
      }
      decisions {
        ...DecisionRow
      }
      versions {
        id
        field
        value
        author {
          id
        }
        writtenAt
        kept
      }
    }
  `,
  [TagRow, PhotoRow, RecordingRow, CommentRow, DecisionRow],
)

const CommitmentRow = graphql(`
  fragment CommitmentRow on Commitment @_unmask {
    id
    placement {
      id
    }
    author {
      id
      name
    }
    about: observation {
      id
    }
    sentence
    dueOn
    progress: state
    audience
    capturedAt
    receivedAt
    changedAt
    rev
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
              ... on Recording {
                ...RecordingRow
              }
              ... on Comment {
                ...CommentRow
              }
              ... on Decision {
                ...DecisionRow
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
    RecordingRow,
    CommentRow,
    DecisionRow,
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
