/** Somebody with a lock of her own, on a phone without a network. */
import { base64 } from '../../src/core/digest'
import type { SignedIn } from '../../src/core/types'
import { Museum } from '../museum'
import { annika, draft, Phone, picture } from '../phone'

export const SECRET = 'Nobody locks the study room at lunch.'
export const offline = (): Promise<Response> => Promise.reject(new TypeError('no network'))

export interface Stage {
  museum: Museum
  person: SignedIn
  phone: Phone
}

export async function stage(): Promise<Stage> {
  const museum = new Museum()
  museum.weather = offline
  const lock = base64(crypto.getRandomValues(new Uint8Array(32)))
  const person = { ...annika(), lock }
  museum.author = person.person.id
  const phone = new Phone(museum)
  await phone.notebook.open(person)
  return { museum, person, phone }
}

/** An entry with a photo, a comment, and a half-made entry with another photo. */
export async function somethingUnsent({ phone }: Stage): Promise<ReturnType<typeof picture>> {
  const photo = picture()
  const id = await phone.notebook.captureObservation(draft({ note: SECRET, photos: [photo] }))
  await phone.notebook.writeComment(id, SECRET)
  await phone.notebook.draft.save('observation', { fields: { note: SECRET }, photos: [picture(50)] })
  return photo
}
