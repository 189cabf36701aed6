/** What is asked and done about placement agreements, while somebody looks at them. */
import { graphql } from './graph'

export const PlacementAgreements = graphql(`
  query PlacementAgreements {
    placementAgreements {
      id
      title
      participant {
        name
      }
      home {
        name
      }
      state
      inForce
      myTurn
    }
  }
`)

export const PlacementAgreement = graphql(`
  query PlacementAgreement($id: UUID!) {
    placementAgreement(id: $id) {
      id
      programmeId
      title
      participant {
        id
        name
      }
      home {
        id
        name
      }
      state
      inForce
      myTurn
      coordinated
      wordings {
        number
        content
        sha256
        reason
        madeAt
        state
        refusal
      }
      changes {
        subject
        about
        before
        after
      }
      chain {
        step
        person {
          id
          name
        }
        museum {
          id
          name
        }
        said {
          id
          answer
          by
          reason
          outsideOn
          scanName
          scanSha256
          scanState
          scanSize
          at
        }
        standIns {
          id
          name
          since
          until
        }
      }
      names {
        id
        name
      }
      calledOff {
        hostId
        since
        reason
        by
        at
      }
    }
  }
`)

export const SignPlacementAgreement = graphql(`
  mutation SignPlacementAgreement($id: UUID!, $sha256: String!) {
    signPlacementAgreement(id: $id, sha256: $sha256)
  }
`)

export const RefusePlacementAgreement = graphql(`
  mutation RefusePlacementAgreement($id: UUID!, $sha256: String!, $reason: String!) {
    refusePlacementAgreement(id: $id, sha256: $sha256, reason: $reason)
  }
`)

export const RevisePlacementAgreement = graphql(`
  mutation RevisePlacementAgreement($id: UUID!, $sha256: String!, $content: String!, $reason: String) {
    revisePlacementAgreement(id: $id, sha256: $sha256, content: $content, reason: $reason)
  }
`)

export const SignPlacementAgreementOutside = graphql(`
  mutation SignPlacementAgreementOutside($id: UUID!, $sha256: String!, $scan: ScanInput!) {
    signPlacementAgreementOutside(id: $id, sha256: $sha256, scan: $scan)
  }
`)

export const CallStayOff = graphql(`
  mutation CallStayOff($id: UUID!, $hostId: UUID!, $since: Date!, $reason: String!) {
    callStayOff(id: $id, hostId: $hostId, since: $since, reason: $reason)
  }
`)

export const DelegatePlacementSignature = graphql(`
  mutation DelegatePlacementSignature($id: UUID!, $toId: UUID!, $since: Date!, $until: Date!) {
    delegatePlacementSignature(id: $id, toId: $toId, since: $since, until: $until)
  }
`)

export const TakePlacementDelegationBack = graphql(`
  mutation TakePlacementDelegationBack($id: UUID!) {
    takePlacementDelegationBack(id: $id)
  }
`)

export const DraftPlacementAgreement = graphql(`
  mutation DraftPlacementAgreement($agreement: PlacementAgreementInput!) {
    draftPlacementAgreement(agreement: $agreement)
  }
`)

export const DraftingTable = graphql(`
  query DraftingTable {
    programmes(first: 100) {
      nodes {
        id
        name
      }
    }
    museums(first: 100) {
      nodes {
        id
        name
      }
    }
  }
`)

export const Colleagues = graphql(`
  query Colleagues($after: String) {
    people(first: 100, after: $after) {
      nodes {
        id
        name
        memberships {
          role
          museum {
            id
          }
          since
          until
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)
