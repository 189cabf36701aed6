/** What the app reads of a debrief, of a commitment, and of how it landed. */
import { graphql } from './graph'

export const DebriefRow = graphql(`
  fragment DebriefRow on Debrief @_unmask {
    id
    author {
      id
      name
    }
    happened
    soWhat
    changes
    stays
    drawnFrom
    audience
    writtenAt
    rev
  }
`)

export const CommitmentRow = graphql(`
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
    debriefed: day {
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
    agreements {
      id
      answer
      asked: reason
      askedAt
      answeredAt
    }
    evidence {
      id
      shows: kind
      words
      at: place
      url
      photo {
        id
      }
      addedAt
    }
    barriers {
      id
      code
      words
      helped
      saidAt
    }
    followUps {
      id
      days
      howFar
      words
      minutesAWeek
      measured
      saidAt
    }
  }
`)
