/** Rows as a sheet (RFC 4180): each column has a name that stays, whatever language somebody reads in. */

export type Cell = string | number | boolean | null | undefined
export type Column<Row> = readonly [name: string, read: (row: Row) => Cell]

/** A program that computes must not take what somebody wrote for a formula. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

function cell(value: Cell): string {
  const text = typeof value === 'string' ? harmless(value) : String(value ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function sheetOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map(([, read]) => cell(read(row))))
  return [columns.map(([name]) => name), ...lines].map((line) => `${line.join(',')}\r\n`).join('')
}
