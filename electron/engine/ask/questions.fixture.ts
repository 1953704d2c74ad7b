/**
 * Questions to the sample memory in sentences that the samples do not have, written before the ranking was tuned. `development`
 * may be looked at while it is; `test` is only counted. `does` names the effects (first words of templates) that an answer must
 * bring about, `doesNot` those that it must not; null: the memory knows nothing of it, and falling back is the answer.
 */
export interface AskedQuestion {
  readonly goal: string;
  readonly does: readonly string[] | null;
  readonly doesNot?: readonly string[];
}

const treated = ['warm', 'chill', 'rinse', 'study'];
const known = (goal: string, ...does: readonly string[]): AskedQuestion => ({ goal, does });
const plain = (goal: string): AskedQuestion => ({ goal, does: ['leave'], doesNot: treated });
const foreign = (goal: string): AskedQuestion => ({ goal, does: null });

export const development: readonly AskedQuestion[] = [
  known('leave a warm jar at a bench', 'warm', 'leave'),
  known('heat the crock and put it on a trestle', 'warm', 'leave'),
  known('a hot flask should end up in a locker', 'warm', 'leave'),
  known('cool down a flask, then set it on a rack', 'chill', 'leave'),
  known('a cold jar belongs in a crate', 'chill', 'leave'),
  known('clean the net and take it to a barrel', 'rinse', 'leave'),
  known('put a washed rope on the rack', 'rinse', 'leave'),
  known('read the ledger with the lantern', 'study'),
  known('examine a chart under the lantern', 'study'),
  plain('carry a pulley to a crate'),
  plain('move the buoy over to a bench'),
  known('fetch two ropes for the barrel', 'leave'),
  known('the customer wants the price of the seed tray paid back', 'issue_refund'),
  known('give me a refund for order A-9911', 'issue_refund'),
  known('terminate my contract without charging me', 'cancel_subscription'),
  known('I would like to quit the subscription', 'cancel_subscription'),
  known('my new home is at 4 Oak Street, deliver the parcel there', 'reroute_parcel'),
  known('the rain gauge arrived smashed, I need a new one', 'create_replacement'),
  known('email me a copy of the bill for order A-2210', 'get_invoice'),
  known('the service in my area is down, what about my ticket?', 'escalate_ticket'),
  foreign('compose a sonnet about autumn leaves'),
  foreign('what is the square root of 1764?'),
  foreign('translate this paragraph into Portuguese'),
  foreign('play some jazz in the living room'),
  foreign('compile the kernel with debugging symbols'),
  foreign('book a flight from Oslo to Lisbon'),
  foreign('who won the chess championship in 1972?'),
];

export const test: readonly AskedQuestion[] = [
  known('make a jar warm and deposit it in a crate', 'warm', 'leave'),
  known('there should be a heated crock at a rack', 'warm', 'leave'),
  known('warm up some flask, afterwards place it at the bench', 'warm', 'leave'),
  known('put a chilled crock in the locker', 'chill', 'leave'),
  known('make sure that the jar is cold, then leave it on a trestle', 'chill', 'leave'),
  known('wash a buoy and lay it on a bench', 'rinse', 'leave'),
  known('the rack needs a clean flask', 'rinse', 'leave'),
  known('look through the chart by the light of a lantern', 'study'),
  known('have a ledger studied in lamplight', 'study'),
  plain('take a chisel to the locker'),
  plain('a net should be on the trestle'),
  known('bring a pair of mallets to a crate', 'leave'),
  known('please reimburse me for the hose reel that I returned', 'issue_refund'),
  known('refund the compost fork', 'issue_refund'),
  known('stop billing me, I am leaving the plan and pay no fee', 'cancel_subscription'),
  known('end the subscription at no cost', 'cancel_subscription'),
  known('I moved house, send order A-5120 to my new address', 'reroute_parcel'),
  known('the trellis came in pieces, send another', 'create_replacement'),
  known('I lost the receipt for my pruning saw, can I have the invoice?', 'get_invoice'),
  known('is there progress with the blackout in our region? ticket T-771', 'escalate_ticket'),
  foreign('explain how photosynthesis works'),
  foreign('train a neural network on handwritten digits'),
  foreign('who wrote the opera about the barber?'),
  foreign('schedule a dentist appointment for Tuesday'),
  foreign('convert 30 miles to kilometres'),
  foreign('summarise the minutes of the board meeting'),
  foreign('recommend a good vegetarian restaurant'),
];
