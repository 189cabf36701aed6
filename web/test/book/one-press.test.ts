/** One press of a person is one write: what it says is there and its draft is gone, or nothing happened. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { draft, type Phone } from '../phone'
import { stage } from './stage'

let phone: Phone
let id: string
const only = () => phone.picture.observations[0]!

beforeEach(async () => {
  ;({ phone } = await stage())
  id = await phone.notebook.captureObservation(draft({ tags: ['shop'] }))
})

afterEach(() => vi.restoreAllMocks())

const PRESSES: [string, string, () => Promise<unknown>][] = [
  [
    'an edit with its tags',
    'edit:it',
    () => {
      const remove = only().tags.map((tag) => tag.id)
      return phone.notebook.editObservation(id, { zone: 'Shop' }, { add: ['loan'], remove }, 'edit:it')
    },
  ],
  ['a decision', 'comment:it', () => phone.notebook.decide(id, 'SENT_BACK', 'Which lift?', 'comment:it')],
  ['a comment', 'comment:it', () => phone.notebook.writeComment(id, 'Which lift?', 'comment:it')],
]

const standing = () => {
  const { zone, tags, decisions, comments } = only()
  return { zone, tags: tags.map(({ word }) => word), decisions: decisions.length, comments: comments.length }
}

test.each(PRESSES)('%s is not there while its draft is', async (_what, key, press) => {
  await phone.notebook.draft.save(key, { fields: { text: 'Which li' }, photos: [] })
  const before = standing()
  const remove = IDBObjectStore.prototype.delete
  vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, name) {
    if (this.name === 'drafts') throw new DOMException('', 'UnknownError')
    return remove.call(this, name)
  })
  await expect(press()).rejects.toThrow()
  vi.restoreAllMocks()
  await phone.settled()
  expect(standing()).toEqual(before)
  expect(await phone.notebook.draft.load(key)).toMatchObject({ fields: { text: 'Which li' } })

  await press()
  expect(standing()).not.toEqual(before)
  expect(await phone.notebook.draft.load(key)).toBeNull()
})

test('an edit that changes nothing takes its draft away all the same', async () => {
  await phone.notebook.draft.save('edit:it', { fields: { text: 'Which li' }, photos: [] })
  const { waiting } = phone.picture.sync
  await phone.notebook.editObservation(id, { note: only().note }, { add: ['Shop'], remove: [] }, 'edit:it')
  expect(await phone.notebook.draft.load('edit:it')).toBeNull()
  expect(phone.picture.sync.waiting).toBe(waiting)
})
