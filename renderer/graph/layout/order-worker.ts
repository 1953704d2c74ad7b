import { orderByNeighbours, type OrderQuestion } from './neighbour-order.ts';

// The page is the only one that talks to it, and asks once.
addEventListener('message', (event: MessageEvent<OrderQuestion>) => {
  postMessage(orderByNeighbours(event.data));
});
