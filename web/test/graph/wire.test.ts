import { readFileSync } from 'node:fs'
import { buildSchema, coerceInputValue, type GraphQLInputObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { wire, type Command } from '../../src/core/commands'

const schema = buildSchema(readFileSync(new URL('../../../schema/schema.graphql', import.meta.url), 'utf8'))
const type = schema.getType('OpInput') as GraphQLInputObjectType

const ID = '01a11ad9-21c0-7fff-bfff-ffffffffffff'
const photo = {
  id: ID,
  sha256: 'a'.repeat(64),
  size: 1,
  mime: 'image/jpeg',
  width: 1,
  height: 1,
  alt: 'A',
  decorative: false,
  position: 0,
}
const recording = {
  ...{ id: ID, sha256: 'a'.repeat(64), size: 1, mime: 'audio/webm', durationMs: 1, position: 0 },
}
const at = { placementId: ID, capturedZone: 'Europe/Oslo', audience: 'MENTOR' } as const
const seen = { zone: 'Shop', objectNumber: '1', procedure: 'Loans in' }

/** One of each, as full as it gets. */
const handling = {
  ...{
    id: ID,
    severity: 'HIGH' as const,
    vulnerable: 'v',
    condition: 'c',
    care: 'd',
    avoid: 'a',
    needs: 'n',
  },
  reviewOn: '2027-01-15',
}

const COMMANDS: Command[] = [
  {
    name: 'captureObservation',
    input: {
      ...at,
      ...seen,
      id: ID,
      dayId: ID,
      promptId: ID,
      kind: 'IDEA',
      note: 'n',
      tags: [{ id: ID, word: 'w' }],
      photos: [photo],
      recordings: [recording],
      handling,
      rules: [ID],
    },
  },
  {
    name: 'editObservation',
    input: { id: ID, base: 1, kind: 'IDEA', note: 'n', zone: null, objectNumber: null, procedure: null },
  },
  { name: 'reclassifyObservation', input: { id: ID, from: 'ONLY_ME', to: 'MENTOR' } },
  { name: 'restrictObservation', input: { id: ID, why: 'SACRED', custodians: [ID] } },
  { name: 'tagObservation', input: { id: ID, add: [{ id: ID, word: 'w' }], remove: [ID] } },
  { name: 'attachPhoto', input: { observationId: ID, photo } },
  { name: 'describePhoto', input: { id: ID, alt: null, decorative: true } },
  { name: 'sayConsent', input: { id: ID, consent: 'OBTAINED' } },
  { name: 'detachPhoto', input: { id: ID } },
  {
    name: 'markPhoto',
    input: {
      id: ID,
      photoId: ID,
      number: 1,
      kind: 'RISK',
      region: { x: 1, y: 2, width: 3, height: 4 },
      words: 'w',
    },
  },
  { name: 'editMark', input: { id: ID, base: 1, kind: 'LOOK', region: { x: 1, y: 2 }, words: 'w' } },
  { name: 'removeMark', input: { id: ID } },
  { name: 'noteHandling', input: { observationId: ID, handling } },
  { name: 'handOver', input: { observationId: ID, reference: 'TMS 7' } },
  {
    name: 'placeNotice',
    input: {
      ...{ id: ID, observationId: ID, photoId: ID, kind: 'TK_LABEL', label: 'seasonal', community: 'c' },
      ...{ words: 'w', language: 'mi', project: 'p' },
    },
  },
  { name: 'takeNoticeOff', input: { id: ID } },
  { name: 'attachRecording', input: { observationId: ID, recording } },
  { name: 'writeWords', input: { id: ID, words: null } },
  { name: 'detachRecording', input: { id: ID } },
  { name: 'sendAgain', input: { id: ID, from: 'SENT_BACK' } },
  { name: 'withdrawObservation', input: { id: ID, from: 'SUBMITTED' } },
  {
    name: 'proposeAmendment',
    input: { ...seen, id: ID, observationId: ID, kind: 'IDEA', note: 'n', reason: 'r' },
  },
  { name: 'withdrawAmendment', input: { id: ID } },
  { name: 'answerAmendment', input: { id: ID, answer: 'DECLINED', reason: 'r' } },
  {
    name: 'giveEndorsement',
    input: { id: ID, observationId: ID, objectiveId: ID, level: 'ALONE', sentence: 's' },
  },
  { name: 'withdrawEndorsement', input: { id: ID } },
  {
    name: 'writeDebrief',
    input: {
      ...{ dayId: ID, base: 0, happened: 'h', soWhat: 's', changes: 'c', stays: 's' },
      ...{ audience: 'MENTOR' as const, drawnFrom: [ID] },
    },
  },
  { name: 'removeObservation', input: { id: ID, base: 1 } },
  { name: 'makeCommitment', input: { ...at, id: ID, observationId: ID, sentence: 's', dueOn: '2027-01-15' } },
  { name: 'editCommitment', input: { id: ID, base: 1, sentence: 's', dueOn: '2027-01-15' } },
  { name: 'moveCommitment', input: { id: ID, from: 'PROMISED', to: 'DONE' } },
  { name: 'reclassifyCommitment', input: { id: ID, from: 'ONLY_ME', to: 'MENTOR' } },
  { name: 'askAgreement', input: { id: ID, commitmentId: ID } },
  { name: 'takeAgreementBack', input: { commitmentId: ID } },
  {
    name: 'addEvidence',
    input: { id: ID, commitmentId: ID, kind: 'LINK', words: 'w', place: 'p', url: 'https://a', photoId: ID },
  },
  { name: 'takeEvidenceAway', input: { id: ID, commitmentId: ID } },
  { name: 'sayBarrier', input: { id: ID, commitmentId: ID, code: 'TIME', words: 'w', helped: 'h' } },
  {
    name: 'followUpCommitment',
    input: {
      ...{ id: ID, commitmentId: ID, days: 30, howFar: 'FULLY', words: 'w' },
      ...{ minutesAWeek: 1, measured: 'TIMED' },
    },
  },
  { name: 'writeComment', input: { id: ID, observationId: ID, body: 'b', markId: ID } },
  {
    name: 'decideObservation',
    input: { id: ID, observationId: ID, from: 'SUBMITTED', verdict: 'SENT_BACK', reason: 'r' },
  },
  {
    name: 'confide',
    input: { id: ID, placementId: ID, theme: 'SAFETY', addressee: 'PERSON', personId: ID, words: 'w' },
  },
  { name: 'chooseAudience', input: { placementId: ID, audience: 'MENTOR' } },
]

test.each(COMMANDS)('the graph takes $name as we write it', (command) => {
  const faults: string[] = []
  coerceInputValue(wire(command), type, (path, _value, error) =>
    faults.push(`${path.join('.')}: ${error.message}`),
  )
  expect(faults).toEqual([])
})

test('every command of the graph is known here, and no other', () => {
  expect(COMMANDS.map(({ name }) => name).sort()).toEqual(Object.keys(type.getFields()).sort())
})
