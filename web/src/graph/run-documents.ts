/** What is asked of the museum about runs of the matching. */
import { graphql } from './graph'

const MatchRunRow = graphql(`
  fragment MatchRunRow on MatchRun @_unmask {
    id
    state
    seed
    askedHash
    answeredHash
    points
    atMost
    orderedAt
    answeredAt
    told
  }
`)

const FormulaRow = graphql(`
  fragment FormulaRow on MatchFormula @_unmask {
    version
    participation
    skills
    interest
    interestsCounted
    situations {
      name
      points
    }
    priorityAtMost
    mostFromOneMuseum
  }
`)

const StayRow = graphql(`
  fragment StayRow on MatchStay @_unmask {
    applicationId
    offerId
    start
  }
`)

const ProposalRow = graphql(
  `
    fragment ProposalRow on MatchProposal @_unmask {
      stay {
        ...StayRow
      }
      participation
      fit
      priority
      skills
      interests
      languages
      weeks
      weeksPossible
      number
      runnerUp {
        stay {
          ...StayRow
        }
        behind
        fit
        priority
      }
    }
  `,
  [StayRow],
)

const ChangeRow = graphql(
  `
    fragment ChangeRow on MatchChange @_unmask {
      kind
      amount
      values
      stay {
        ...StayRow
      }
    }
  `,
  [StayRow],
)

export const MatchRuns = graphql(
  `
    query MatchRuns($callId: UUID!) {
      matchRuns(callId: $callId) {
        ...MatchRunRow
      }
    }
  `,
  [MatchRunRow],
)

export const MatchFormula = graphql(
  `
    query MatchFormula {
      matchFormula {
        ...FormulaRow
      }
    }
  `,
  [FormulaRow],
)

export const MatchAnswer = graphql(
  `
    query MatchAnswer($runId: UUID!) {
      matchAnswer(runId: $runId) {
        points
        atMost
        solver
        formula {
          ...FormulaRow
        }
        proposals {
          ...ProposalRow
        }
        leftOver {
          applicationId
          number
          change {
            ...ChangeRow
          }
        }
        withoutPriority {
          ...StayRow
        }
        pointsWithoutPriority
        onlyWith
        onlyWithout
      }
    }
  `,
  [FormulaRow, ProposalRow, ChangeRow, StayRow],
)

/** Who applied to a call, page by page: a large round has more than one page. */
export const Applied = graphql(`
  query Applied($call: ID!, $after: String) {
    applications(first: 100, after: $after, where: { call: $call }) {
      nodes {
        id
        state
        situations
        person {
          name
        }
        home {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const Offered = graphql(`
  query Offered($after: String) {
    offers(first: 100, after: $after) {
      nodes {
        id
        museum {
          id
          name
        }
        mentor {
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export const MatchVerdict = graphql(
  `
    query MatchVerdict($applicationId: UUID!) {
      matchVerdict(applicationId: $applicationId) {
        runId
        proposal {
          ...ProposalRow
        }
        change {
          ...ChangeRow
        }
      }
    }
  `,
  [ProposalRow, ChangeRow],
)

export const RunMatching = graphql(`
  mutation RunMatching($id: UUID!, $callId: UUID!) {
    runMatching(id: $id, callId: $callId) {
      id
    }
  }
`)

export const TellVerdicts = graphql(`
  mutation TellVerdicts($runId: UUID!) {
    tellVerdicts(runId: $runId)
  }
`)
