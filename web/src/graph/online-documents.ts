/** What is asked of the museum while somebody looks at it, and never kept on the device. */
import { graphql } from './graph'

export const WhoReads = graphql(`
  query WhoReads($placementId: UUID!, $audience: Audience!) {
    readers(placementId: $placementId, audience: $audience) {
      count
      people {
        name
        roles
      }
    }
  }
`)

export const Accesses = graphql(`
  query Accesses {
    accesses(first: 100) {
      nodes {
        id
        by {
          name
        }
        act
        thing
        lent
        at
      }
    }
  }
`)

export const MyAdjustments = graphql(`
  query MyAdjustments {
    myAdjustments {
      id
      placement
      words
      readers {
        id
        name
        readAt
      }
    }
  }
`)

export const AdjustmentsFor = graphql(`
  query AdjustmentsFor($placementId: UUID!) {
    adjustmentsFor(placementId: $placementId) {
      id
      words
    }
  }
`)

export const SayAdjustment = graphql(`
  mutation SayAdjustment($id: UUID!, $placementId: UUID!, $words: String!, $readers: [UUID!]!) {
    sayAdjustment(id: $id, placementId: $placementId, words: $words, readers: $readers)
  }
`)

export const WithdrawAdjustment = graphql(`
  mutation WithdrawAdjustment($id: UUID!) {
    withdrawAdjustment(id: $id)
  }
`)

export const MentorLoads = graphql(`
  query MentorLoads($museumId: UUID!) {
    mentorLoads(museumId: $museumId) {
      mentor
      name
      waiting
      oldest
    }
  }
`)

export const Confidence = graphql(`
  query Confidence {
    myCritiques {
      id
      theme
      addressee
      words
      week
      released
      answers
    }
    critiqueThemes {
      museum
      theme
      voices
      words
      answers
    }
  }
`)

export const WithdrawCritique = graphql(`
  mutation WithdrawCritique($id: UUID!) {
    withdrawCritique(id: $id)
  }
`)

export const Told = graphql(`
  query Told {
    critiquesForMe {
      id
      museum
      theme
      words
      week
      released
    }
  }
`)

export const Release = graphql(`
  mutation Release($id: UUID!) {
    releaseCritique(id: $id)
  }
`)

export const AnswerTheme = graphql(`
  mutation AnswerTheme($museumId: UUID!, $theme: Theme!, $words: String!) {
    answerTheme(museumId: $museumId, theme: $theme, words: $words)
  }
`)

export const SayPhotoRule = graphql(`
  mutation SayPhotoRule($rule: PhotoRuleInput!) {
    sayPhotoRule(rule: $rule)
  }
`)

export const EndPhotoRule = graphql(`
  mutation EndPhotoRule($id: UUID!) {
    endPhotoRule(id: $id)
  }
`)

export const Custodians = graphql(`
  query Custodians($id: UUID!) {
    custodians(id: $id)
  }
`)

export const RestrictedForMe = graphql(`
  query RestrictedForMe {
    restrictedForMe {
      id
      author
      why
      namedBy
      namedAt
    }
  }
`)

export const Forsaken = graphql(`
  query Forsaken {
    forsakenEntries {
      id
      author
      why
    }
  }
`)

export const NameCustodian = graphql(`
  mutation NameCustodian($id: UUID!, $person: UUID!) {
    nameCustodian(id: $id, person: $person)
  }
`)

export const OpenRestricted = graphql(`
  mutation OpenRestricted($id: UUID!) {
    openRestricted(id: $id) {
      id
      kind
      note
      zone
      objectNumber
      procedure
      capturedAt
      capturedZone
      photos {
        alt
        screen
        original
      }
      recordings
    }
  }
`)

export const LiftRestriction = graphql(`
  mutation LiftRestriction($id: UUID!) {
    liftRestriction(id: $id)
  }
`)

/** What a home manager was asked to agree to; it is theirs to read, not to keep on a device. */
export const AskedOfMe = graphql(`
  query AskedOfMe($me: ID!) {
    commitments(first: 100, where: { manager: $me }, order: CAPTURED_NEWEST) {
      nodes {
        id
        sentence
        dueOn
        state
        author {
          name
        }
        placement {
          title
          host {
            name
          }
        }
        agreements {
          answer
          reason
          askedAt
          answeredAt
        }
        followUps {
          days
          howFar
          words
        }
      }
    }
  }
`)

export const AnswerCommitment = graphql(`
  mutation AnswerCommitment($id: UUID!, $answer: AgreementAnswer!, $sentence: String!, $reason: String) {
    answerCommitment(commitmentId: $id, answer: $answer, sentence: $sentence, reason: $reason)
  }
`)
