/** The charter and the committee: asked of the museum while somebody looks, and never kept on the device. */
import { graphql } from './graph'

export const Charters = graphql(`
  query Charters {
    charters {
      id
      version
      text
      conflicts
      photography
      equity
      compensation
      sha256
      publishedAt
      until
    }
    charterMuseums {
      museum
      name
      town
      ratified
      takesPart
      mine
    }
  }
`)

export const RatifyCharter = graphql(`
  mutation RatifyCharter($charterId: UUID!, $museumId: UUID!, $sha256: String!) {
    ratifyCharter(charterId: $charterId, museumId: $museumId, sha256: $sha256)
  }
`)

export const CommitteeToday = graphql(`
  query CommitteeToday {
    committee {
      quorum
      rotatesOn
      rotating
      mine
      seats {
        number
        substitute
        person
        name
        museum
        until
        mayStay
        declared
      }
    }
    motions {
      id
      about
      state
      putBy
      putAt
      decidedAt
      recused
      votesFor
      votesAgainst
      abstained
      matter {
        title
        words
        persons
        museums
      }
      bench {
        number
        substitute
        name
        conflicts
        votes
        voted
      }
      votes {
        name
        choice
        reason
      }
      myConflicts
      mayVote
      mayWithdraw
    }
  }
`)

export const DeclareInterests = graphql(`
  mutation DeclareInterests($interests: [InterestInput!]!) {
    declareInterests(interests: $interests)
  }
`)

export const StepBack = graphql(`
  mutation StepBack($id: UUID!, $words: String!) {
    stepBack(motionId: $id, words: $words)
  }
`)

export const PutMotion = graphql(`
  mutation PutMotion($motion: MotionInput!) {
    putMotion(motion: $motion)
  }
`)

export const WithdrawMotion = graphql(`
  mutation WithdrawMotion($id: UUID!) {
    withdrawMotion(motionId: $id)
  }
`)

export const CastVote = graphql(`
  mutation CastVote($id: UUID!, $choice: Choice!, $reason: String!) {
    castVote(motionId: $id, choice: $choice, reason: $reason)
  }
`)

export const DecideMotion = graphql(`
  mutation DecideMotion($id: UUID!) {
    decideMotion(motionId: $id)
  }
`)
