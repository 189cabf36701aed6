/** What is asked of the museum about calls, and what their coordinators do. */
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

export const Calls = graphql(
  `
    query Calls($after: String) {
      calls(first: 100, after: $after) {
        nodes {
          ...CallRow
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [CallRow],
)

export const OneCall = graphql(
  `
    query OneCall($id: ID!) {
      node(id: $id) {
        __typename
        ... on Call {
          ...CallRow
          programme {
            objectives {
              id
              sentence
            }
          }
        }
      }
    }
  `,
  [CallRow],
)

/** What a call can begin from. */
export const CallShapes = graphql(`
  query CallShapes {
    programmes(first: 50) {
      nodes {
        id
        name
        objectives {
          id
          sentence
        }
      }
    }
    callShapes {
      preset
      days
      parts
      remoteDays
      reciprocal
      payer
      covers
      lumpMinor
      currency
      creditHours
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

export const ProgrammeRules = graphql(`
  query ProgrammeRules($programmeId: UUID!) {
    programmeRules(programmeId: $programmeId) {
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

export const DraftCall = graphql(`
  mutation DraftCall($call: CallInput!) {
    draftCall(call: $call)
  }
`)

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
