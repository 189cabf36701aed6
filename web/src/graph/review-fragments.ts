/** What the app reads of what others say to an entry, and of what became of it. */
import { graphql } from './graph'

export const CommentRow = graphql(`
  fragment CommentRow on Comment @_unmask {
    id
    observation {
      id
    }
    author {
      id
      name
    }
    mark {
      id
    }
    body
    writtenAt
    receivedAt
    rev
  }
`)

export const DecisionRow = graphql(`
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

export const AmendmentRow = graphql(`
  fragment AmendmentRow on Amendment @_unmask {
    id
    observation {
      id
    }
    author {
      id
      name
    }
    kind
    note
    zone
    objectNumber
    procedure
    because: reason
    became: state
    answer
    proposedAt
    rev
  }
`)

export const EndorsementRow = graphql(`
  fragment EndorsementRow on Endorsement @_unmask {
    id
    observation {
      id
    }
    by {
      id
      name
    }
    shows: objective {
      id
    }
    level
    adds: sentence
    givenAt
    rev
  }
`)
