/** What is asked of the museum about calls, applications and offers. */
import { graphql } from './graph'

const CallRow = graphql(`
  fragment CallRow on Call @_unmask {
    id
    programme {
      id
      name
    }
    preset
    state
    title
    mission
    skills
    deliverables
    metrics
    days
    parts
    remoteDays
    reciprocal
    firstDay
    lastDay
    opensAt
    closesAt
    zone
    payer
    covers
    lumpMinor
    currency
    creditHours
    mostFromOneMuseum
  }
`)

const ApplicationRow = graphql(`
  fragment ApplicationRow on Application @_unmask {
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
    aims
    project
    skills
    interests
    languages
    weeks
    parts
    remoteDays
    situations
    asksWaiver
    daysPledged
    backfill
    employed
    budgetLine
    budgetMinor
    currency
    pledgedAt
    changedAt
    submittedAt
  }
`)

export const Calls = graphql(
  `
    query Calls {
      calls(first: 100) {
        nodes {
          ...CallRow
        }
      }
      applications(first: 100) {
        nodes {
          ...ApplicationRow
        }
      }
    }
  `,
  [CallRow, ApplicationRow],
)

export const CallRules = graphql(`
  query CallRules($callId: UUID!) {
    callRules(callId: $callId) {
      version
      criteria {
        fact
        atLeast
        atMost
        anyOf
        isSo
      }
    }
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

export const OpenCall = graphql(`
  mutation OpenCall($id: UUID!) {
    openCall(id: $id)
  }
`)

export const CloseCall = graphql(`
  mutation CloseCall($id: UUID!) {
    closeCall(id: $id)
  }
`)

export const Offers = graphql(`
  query Offers {
    offers(first: 100) {
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
