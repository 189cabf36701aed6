/** Lists that come in pages, read to their end. */
interface Page<T> {
  nodes: readonly T[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

/** Every row of a list, page by page. */
export async function whole<T>(page: (after: string | null) => Promise<Page<T>>): Promise<T[]> {
  const rows: T[] = []
  for (let after: string | null = null; ;) {
    const { nodes, pageInfo } = await page(after)
    rows.push(...nodes)
    if (!pageInfo.hasNextPage) return rows
    after = pageInfo.endCursor
  }
}
