/** From museums, people and placements, as the graph answers them, to the fields of rows. */
import { bare } from '../core/ids'
import type { Fields } from '../core/rows'
import { filled, refer, type Nested } from './given'

export const museum = ({ id, network, zones, ...rest }: Nested<'Museum'>): Fields['Museum'] => {
  const { name, town, country, isil, ror, wikidata, timeZone } = rest
  return filled<Fields['Museum']>({
    ...{ id: bare(id), name, town, country, isil, ror, wikidata, timeZone },
    ...{ zones: [...zones], networkId: refer(network) },
  })
}

export const photoRule = ({
  id,
  museum: of,
  guards,
  areas,
  ...rest
}: Nested<'PhotoRule'>): Fields['PhotoRule'] => {
  const { effect, sentence, objects, placements, expiresDays, validFrom, validUntil, rev } = rest
  return filled<Fields['PhotoRule']>({
    ...{ id: bare(id), museumId: bare(of.id), kind: guards, effect, sentence },
    ...{ objects: [...objects], zones: [...areas], placements: [...placements] },
    ...{ expiresDays, validFrom, validUntil, rev },
  })
}

export const membership = (from: Nested<'Membership'>): Fields['Membership'] =>
  filled<Fields['Membership']>({
    ...{ id: bare(from.id), personId: bare(from.person.id), museumId: bare(from.museum.id) },
    ...{ role: from.role, since: from.since, until: from.until },
  })

export const objective = ({ id, serves, position, sentence }: Nested<'Objective'>): Fields['Objective'] => ({
  ...{ id: bare(id), programmeId: bare(serves.id), position, sentence },
})

export const programme = ({
  id,
  name,
  network,
  opensOn,
  closesOn,
}: Nested<'Programme'>): Fields['Programme'] =>
  filled<Fields['Programme']>({
    ...{ id: bare(id), name, networkId: refer(network), startsOn: opensOn, endsOn: closesOn },
  })

export const planItem = ({ id, day, ...rest }: Nested<'PlanItem'>): Fields['PlanItem'] => {
  const { startsAt, endsAt, title, zone, objectNumber } = rest
  return filled<Fields['PlanItem']>({
    ...{ id: bare(id), dayId: bare(day.id), startsAt, endsAt, title, zone, objectNumber },
  })
}

export const prompt = ({ id, day, objective: of, position, question }: Nested<'Prompt'>): Fields['Prompt'] =>
  filled<Fields['Prompt']>({
    ...{ id: bare(id), dayId: bare(day.id), objectiveId: refer(of), position, question },
  })

export const day = ({
  id,
  placement,
  onDate,
  purpose,
  place,
}: Nested<'ShadowingDay'>): Fields['ShadowingDay'] =>
  filled<Fields['ShadowingDay']>({ id: bare(id), placementId: bare(placement.id), onDate, purpose, place })

export const application = (from: Nested<'Application'>): Fields['Application'] => {
  const { call, standing, proposed, movedAt } = from
  return filled<Fields['Application']>({
    ...{ id: bare(from.id), callId: bare(call.id), title: call.title, personId: bare(from.person.id) },
    ...{ standing, proposed, movedAt },
  })
}

export const placement = (from: Nested<'Placement'>): Fields['Placement'] => {
  const { title, stage, startsOn, endsOn, calledOffFrom, defaultAudience, rev } = from
  return filled<Fields['Placement']>({
    ...{ id: bare(from.id), title, state: stage, startsOn, endsOn, calledOffFrom, defaultAudience, rev },
    ...{ participantId: bare(from.participant.id), mentorId: bare(from.mentor.id) },
    homeManagerId: refer(from.homeManager),
    ...{ homeId: bare(from.home.id), hostId: bare(from.host.id), programmeId: refer(from.programme) },
  })
}
