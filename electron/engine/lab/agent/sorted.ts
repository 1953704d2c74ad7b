/** In order of a number, least first; equal ones as they stood. */
export function sortedBy<Item>(items: readonly Item[], of: (item: Item) => number): readonly Item[] {
  return items
    .map((item, place) => ({ item, place, value: of(item) }))
    .sort((a, b) => a.value - b.value || a.place - b.place)
    .map(({ item }) => item);
}
