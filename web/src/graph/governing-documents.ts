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

export const PublishCharter = graphql(`
  mutation PublishCharter($charter: CharterInput!) {
    publishCharter(charter: $charter)
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
        id
        number
        substitute
        person
        name
        museum
        since
        until
        mayStay
        declared
      }
      coming {
        id
        number
        substitute
        person
        name
        museum
        since
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

export const GiveSeat = graphql(`
  mutation GiveSeat($seat: SeatInput!) {
    giveSeat(seat: $seat)
  }
`)

export const EndSeat = graphql(`
  mutation EndSeat($id: UUID!, $lastDay: Date!) {
    endSeat(seatId: $id, lastDay: $lastDay)
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

export const NetworkMuseums = graphql(`
  query NetworkMuseums {
    museums(first: 100) {
      nodes {
        id
        name
        town
        country
        size
        departments
        facilities
        languages
        isil
        ror
        wikidata
      }
    }
    charters {
      version
      until
      inForce
    }
    charterMuseums {
      museum
      ratified
      takesPart
    }
  }
`)

export const DescribeMuseum = graphql(`
  mutation DescribeMuseum($id: UUID!, $description: DescriptionInput!) {
    describeMuseum(museumId: $id, description: $description)
  }
`)

export const FairDistribution = graphql(`
  query FairDistribution($year: Int!) {
    fairDistribution(year: $year) {
      year
      everybody {
        group
        applied
        proposed
        chosen
        hosted
      }
      kinds {
        kind
        groups {
          group
          applied
          proposed
          chosen
          hosted
        }
      }
    }
  }
`)

export const Motions = graphql(`
  query Motions {
    motions {
      id
      state
      putBy
      putAt
      matter {
        about
      }
    }
  }
`)
