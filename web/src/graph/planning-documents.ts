/** What is asked of the museum about the years ahead: needs, offers, blackouts, and what covers what. */
import { graphql } from './graph'

const CoverRow = graphql(`
  fragment CoverRow on NeedCover @_unmask {
    need
    cover
    reason
    days
    nearest {
      offer
      day
    }
  }
`)

export const Planning = graphql(
  `
    query Planning($from: Date!) {
      needs(first: 100, where: { lastFrom: $from }) {
        nodes {
          id
          museum {
            id
          }
          kind
          skill
          why
          firstDay
          lastDay
          days
          rev
          withdrawnAt
        }
      }
      blackouts(first: 100, where: { lastFrom: $from }) {
        nodes {
          id
          museum {
            id
          }
          reason
          firstDay
          lastDay
          rev
          withdrawnAt
        }
      }
      offers(first: 100) {
        nodes {
          id
          museum {
            id
          }
          mentor {
            name
          }
          skills
          weeks
          endedAt
        }
      }
      calls(first: 100) {
        nodes {
          id
          title
          state
          skills
          firstDay
          lastDay
        }
      }
      placements(first: 100) {
        nodes {
          id
          title
          startsOn
          endsOn
          calledOffFrom
          participant {
            name
          }
          host {
            id
          }
        }
      }
      museums(first: 100) {
        nodes {
          id
          name
        }
      }
      needCovers {
        ...CoverRow
      }
    }
  `,
  [CoverRow],
)

export const Covers = graphql(
  `
    query Covers {
      needCovers {
        ...CoverRow
      }
    }
  `,
  [CoverRow],
)

export const SayNeed = graphql(`
  mutation SayNeed($need: NeedInput!) {
    sayNeed(need: $need)
  }
`)

export const WithdrawNeed = graphql(`
  mutation WithdrawNeed($id: UUID!) {
    withdrawNeed(id: $id)
  }
`)

export const SayBlackout = graphql(`
  mutation SayBlackout($blackout: BlackoutInput!) {
    sayBlackout(blackout: $blackout)
  }
`)

export const WithdrawBlackout = graphql(`
  mutation WithdrawBlackout($id: UUID!) {
    withdrawBlackout(id: $id)
  }
`)
