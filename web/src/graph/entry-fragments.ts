/** What the app reads of an entry and of what hangs on it. */
import { graphql } from './graph'
import { AmendmentRow, CommentRow, DecisionRow, EndorsementRow } from './review-fragments'

export const TagRow = graphql(`
  fragment TagRow on Tag @_unmask {
    id
    word
    observation {
      id
    }
  }
`)

export const PhotoRow = graphql(`
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
    consent
    hostOnly
    rule {
      id
    }
    expiresAt
    expiredAt
    bytes: state
    arrivedAt: receivedAt
    receipt
    rev
  }
`)

export const HandlingRow = graphql(`
  fragment HandlingRow on Handling @_unmask {
    id
    observation {
      id
    }
    severity
    vulnerable
    condition
    care
    avoid
    needs
    reviewOn
    handedOverAt
    handedOverBy {
      id
      name
    }
    reference
    rev
  }
`)

export const NoticeRow = graphql(`
  fragment NoticeRow on Notice @_unmask {
    id
    observation {
      id
    }
    onPhoto: photo {
      id
    }
    placedBy: by {
      id
      name
    }
    noted: kind
    label
    community
    words
    language
    project
    placedAt
    rev
  }
`)

export const MarkRow = graphql(`
  fragment MarkRow on Mark @_unmask {
    id
    observation {
      id
    }
    photo {
      id
    }
    author {
      id
      name
    }
    number
    pointing: kind
    x
    y
    across: width
    down: height
    says: words
    capturedAt
    rev
  }
`)

export const RecordingRow = graphql(`
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

export const ObservationRow = graphql(
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
      restricted
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
      marks {
        ...MarkRow
      }
      recordings(first: 100) {
        ...RecordingRow
      }
      handling {
        ...HandlingRow
      }
      notices(first: 100) {
        ...NoticeRow
      }
      comments(first: 100) {
        ...CommentRow
      }
      decisions {
        ...DecisionRow
      }
      amendments {
        ...AmendmentRow
      }
      endorsements {
        ...EndorsementRow
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
  [
    TagRow,
    PhotoRow,
    MarkRow,
    RecordingRow,
    HandlingRow,
    NoticeRow,
    CommentRow,
    DecisionRow,
    AmendmentRow,
    EndorsementRow,
  ],
)
