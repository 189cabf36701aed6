/** What is printed on a label, and the number somebody wants from it. */
import { describe, expect, it } from 'vitest'
import { LONGEST_NUMBER, numberOn } from '../../src/areas/capture/labels'

describe('a code on a label', () => {
  it('that says nothing, or more than a number, gives none', () => {
    for (const said of ['', ' \n ', '{}', '{"title": "Chair"', 'https://', 'x'.repeat(LONGEST_NUMBER + 1)])
      expect([said, numberOn(said)]).toEqual([said, undefined])
  })

  it('gives the number that stands there, as it stands there', () => {
    for (const said of ['STR 1932.14', '1932.14', '12a-c', 'EA/1/2 (b)', '4006381333931', 'Ä 17,3'])
      expect(numberOn(said)).toBe(said)
  })

  it.each([
    ['  STR   1932.14\r\n', 'STR 1932.14'],
    [']C1STR 1932.14', 'STR 1932.14'],
    ['STR 1932.14\u001d', 'STR 1932.14'],
    ['Inv.-Nr.: STR 1932.14', 'STR 1932.14'],
    ['Object number: STR 1932.14', 'STR 1932.14'],
    ['No. 17', '17'],
    ['Reliquary casket\nSTR 1932.14\nStrand Museum', 'STR 1932.14'],
  ])('leaves out what stands round it: %j', (said, number) => expect(numberOn(said)).toBe(number))

  it.each([
    ['https://collection.example/objects/STR-1932.14', 'STR-1932.14'],
    ['https://collection.example/objects/STR%201932.14/', 'STR 1932.14'],
    ['https://collection.example/o/STR+1932.14.html?lang=de', 'STR 1932.14'],
    ['https://collection.example/view.php?lang=en&objectNumber=STR%201932.14', 'STR 1932.14'],
    ['https://iiif.example/1932.14/manifest.json', '1932.14'],
    ['HTTPS://COLLECTION.EXAMPLE/17', '17'],
    ['urn:isil:STR:1932.14', '1932.14'],
    ['{"objectNumber": "STR 1932.14", "title": "Casket"}', 'STR 1932.14'],
    ['{"id": 4711}', '4711'],
    ['ark:/12345/x17', 'ark:/12345/x17'],
  ])('finds it in an address or a record: %j', (said, number) => expect(numberOn(said)).toBe(number))
})
