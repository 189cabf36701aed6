/** What is asked of the museum about applications and offers. */
import { graphql } from './graph'

const ApplicationLine = graphql(`
  fragment ApplicationLine on Application @_unmask {
    id
    call {
      id
      title
    }
    person {
      id
      name
    }
    home {
      id
      name
    }
    sponsor {
      id
      name
    }
    state
    skills
    interests
    languages
    weeks
    parts
    remoteDays
    daysPledged
    backfill
    pledgedAt
    submittedAt
  }
`)

export const Applications = graphql(
  `
    query Applications($where: ApplicationWhere!, $after: String) {
      applications(first: 100, where: $where, after: $after) {
        nodes {
          ...ApplicationLine
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [ApplicationLine],
)

export const OneApplication = graphql(
  `
    query OneApplication($id: ID!) {
      node(id: $id) {
        __typename
        ... on Application {
          ...ApplicationLine
          aims
          project
          situations
          asksWaiver
          employed
          budgetLine
          budgetMinor
          currency
        }
      }
    }
  `,
  [ApplicationLine],
)

export const PutApplication = graphql(`
  mutation PutApplication($id: UUID!, $motionId: UUID!) {
    putApplication(id: $id, motionId: $motionId)
  }
`)

export const Verdicts = graphql(`
  query Verdicts($applicationId: UUID!) {
    applicationVerdicts(applicationId: $applicationId) {
      criterion {
        fact
        atLeast
        atMost
        anyOf
        isSo
      }
      verdict
      number
      words
      so
      source
      waivedBy
      waivedBecause
    }
  }
`)

export const WantedAdjustments = graphql(`
  query WantedAdjustments($applicationId: UUID!) {
    applicationAdjustments(applicationId: $applicationId)
  }
`)

export const Sponsors = graphql(`
  query Sponsors($museum: ID!) {
    people(first: 100, where: { museum: $museum }) {
      nodes {
        id
        name
        memberships {
          role
          museum {
            id
          }
          until
        }
      }
    }
  }
`)

export const SaveApplication = graphql(`
  mutation SaveApplication($application: ApplicationInput!) {
    saveApplication(application: $application)
  }
`)

export const SubmitApplication = graphql(`
  mutation SubmitApplication($id: UUID!) {
    submitApplication(id: $id)
  }
`)

export const WithdrawApplication = graphql(`
  mutation WithdrawApplication($id: UUID!) {
    withdrawApplication(id: $id)
  }
`)

export const AskWaiver = graphql(`
  mutation AskWaiver($id: UUID!, $why: String!) {
    askWaiver(id: $id, why: $why)
  }
`)

export const WaiveCriterion = graphql(`
  mutation WaiveCriterion($id: UUID!, $fact: Fact!, $reason: String!) {
    waiveCriterion(id: $id, fact: $fact, reason: $reason)
  }
`)

export const Pledge = graphql(`
  mutation Pledge($pledge: PledgeInput!) {
    pledge(pledge: $pledge)
  }
`)

export const Offers = graphql(`
  query Offers($after: String) {
    offers(first: 100, after: $after) {
      nodes {
        id
        museum {
          id
          name
        }
        mentor {
          id
          name
        }
        about
        skills
        languages
        adjustments
        weeks
        blackouts
        days
        places
        parts
        remoteDays
        endedAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const SayOffer = graphql(`
  mutation SayOffer($offer: OfferInput!) {
    sayOffer(offer: $offer)
  }
`)

export const EndOffer = graphql(`
  mutation EndOffer($id: UUID!) {
    endOffer(id: $id)
  }
`)
