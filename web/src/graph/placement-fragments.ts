/** What the app reads of a placement: museums, people, the programme, its days. */
import { graphql } from './graph'

export const MuseumRow = graphql(`
  fragment MuseumRow on Museum @_unmask {
    id
    name
    town
    country
    isil
    ror
    wikidata
    timeZone
    zones
    network {
      id
    }
  }
`)

export const MembershipRow = graphql(`
  fragment MembershipRow on Membership @_unmask {
    id
    person {
      id
    }
    museum {
      id
    }
    role
    since
    until
  }
`)

export const ObjectiveRow = graphql(`
  fragment ObjectiveRow on Objective @_unmask {
    id
    serves: programme {
      id
    }
    position
    sentence
  }
`)

export const ProgrammeRow = graphql(
  `
    fragment ProgrammeRow on Programme @_unmask {
      id
      name
      network {
        id
      }
      opensOn: startsOn
      closesOn: endsOn
      objectives {
        ...ObjectiveRow
      }
    }
  `,
  [ObjectiveRow],
)

export const PlanItemRow = graphql(`
  fragment PlanItemRow on PlanItem @_unmask {
    id
    day {
      id
    }
    startsAt
    endsAt
    title
    zone
    objectNumber
  }
`)

export const PromptRow = graphql(`
  fragment PromptRow on Prompt @_unmask {
    id
    day {
      id
    }
    objective {
      id
    }
    position
    question
  }
`)

export const DayRow = graphql(
  `
    fragment DayRow on ShadowingDay @_unmask {
      id
      placement {
        id
      }
      onDate
      purpose
      place
      plan {
        ...PlanItemRow
      }
      prompts {
        ...PromptRow
      }
    }
  `,
  [PlanItemRow, PromptRow],
)

export const ApplicationRow = graphql(`
  fragment ApplicationRow on Application @_unmask {
    id
    call {
      id
      title
    }
    person {
      id
    }
    standing: state
    proposed
    movedAt: changedAt
  }
`)

export const PhotoRuleRow = graphql(`
  fragment PhotoRuleRow on PhotoRule @_unmask {
    id
    museum {
      id
    }
    guards: kind
    effect
    sentence
    objects
    areas: zones
    placements
    expiresDays
    validFrom
    validUntil
    rev
  }
`)

export const PlacementRow = graphql(
  `
    fragment PlacementRow on Placement @_unmask {
      id
      title
      stage: state
      startsOn
      endsOn
      calledOffFrom
      participant {
        id
        name
        locale
      }
      mentor {
        id
        name
        locale
      }
      homeManager {
        id
        name
        locale
      }
      home {
        ...MuseumRow
      }
      host {
        ...MuseumRow
      }
      programme {
        ...ProgrammeRow
      }
      defaultAudience
      rev
    }
  `,
  [MuseumRow, ProgrammeRow],
)
