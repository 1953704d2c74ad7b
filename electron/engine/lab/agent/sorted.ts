/** In order of a number, least first; equal ones as they stood. */
export function sortedBy<Item>(items: readonly Item[], of: (item: Item) => number): readonly Item[] {
  return items
    .map((item) => ({ item, value: of(item) }))
    .sort((a, b) => a.value - b.value)
    .map(({ item }) => item);
}
