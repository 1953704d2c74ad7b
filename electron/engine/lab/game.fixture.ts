import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GameTexts } from './game/index.ts';

/** A small world of its own: a keeper carries birds between perches; a gate has to be raised to pass. */
const domain = `(define (domain aviary)
  (:requirements :adl :typing)
  (:types being place - object keeper bird - being cage branch - place kind)
  (:constants robinkind - kind)
  (:predicates (at ?k - keeper ?p - place) (sits ?b - bird ?p - place) (shut ?c - cage) (has ?k - keeper ?b - bird)
    (is ?b - bird ?k - kind) (fed ?b - bird) (calm ?b - bird) (full ?p - place))
  (:functions (total-cost) - number)
  (:action look :parameters (?k - keeper) :precondition () :effect (and (full ?k)))
  (:action walk :parameters (?k - keeper ?from - place ?to - place)
    :precondition (at ?k ?from) :effect (and (not (at ?k ?from)) (at ?k ?to) (increase (total-cost) 1)))
  (:action study :parameters (?k - keeper ?to - place) :precondition (at ?k ?to) :effect (full ?to))
  (:action raise :parameters (?k - keeper ?c - cage) :precondition (and (at ?k ?c) (shut ?c)) :effect (not (shut ?c)))
  (:action take :parameters (?k - keeper ?b - bird ?p - place)
    :precondition (and (at ?k ?p) (sits ?b ?p) (imply (shut ?p) (not (shut ?p))) (forall (?o - bird) (not (has ?k ?o))))
    :effect (and (has ?k ?b) (not (sits ?b ?p))))
  (:action set :parameters (?k - keeper ?b - bird ?p - place)
    :precondition (and (at ?k ?p) (has ?k ?b)) :effect (and (not (has ?k ?b)) (sits ?b ?p)))
  (:action feed :parameters (?k - keeper ?p - place)
    :precondition (at ?k ?p)
    :effect (forall (?b - bird) (when (sits ?b ?p) (and (fed ?b) (not (calm ?b))))))
)`;

const grammar = `grammar :: """
{
  "intro": [{"rhs": "AVIARY\\n\\n#around#\\n\\n#task#"}],
  "task": [{"rhs": "Task: a robin on a branch."}],
  "around": [{"rhs": "There are [{p.indefinite + ' ' + p.name | reachable(p:place)}]."}],
  "walked": [{"rhs": "You pass {from.name}. #seen#"}],
  "seen": [
    {"condition": "shut(to:cage)", "rhs": "The {to.name} is shut."},
    {"rhs": "On the {to.name}: [{#bird(b)# | sits(b:bird, to:place)}]."}
  ],
  "bird(b)": [{"condition": "fed(b:bird) & not_calm(b:bird)", "rhs": "a lively {b.name}"}, {"rhs": "a {b.name}"}],
  "list_empty": [{"rhs": "nobody"}], "list_separator": [{"rhs": ", "}], "list_last_separator": [{"rhs": " and "}]
}
""";
# A comment.
action look { template :: "look"; feedback :: "#around#"; }
action walk { template :: "walk to {to}"; feedback :: "#walked#"; }
action study { template :: "study {to}"; feedback :: "#seen#"; }
action raise { template :: "raise {c}"; feedback :: "The {c.name} is up."; }
action take { template :: "take {b} off {p}"; feedback :: "You hold {b.name or b.id}."; }
action set { template :: "set {b} on {p}"; feedback :: "{b.name} sits."; }
action feed { template :: "feed"; feedback :: "Seeds fall.";
  grammar :: """ {"unused": [{"rhs": "-"}]} """;
}
action fly { template :: "fly"; feedback :: "Never."; }
`;

const problem = `(define (problem one) (:domain aviary)
  (:objects K - keeper
    Cage_bar_plus_1 Cage_bar_plus_2 - cage  Branch_bar_plus_1 Branch_bar_plus_2 - branch
    Robin_bar_plus_1 Robin_bar_plus_2 Wren_bar_plus_1 - bird wrenkind - kind)
  (:init (at K Cage_bar_plus_1) (= (total-cost) 0) (shut Cage_bar_plus_2)
    (reachable Cage_bar_plus_1) (reachable Cage_bar_plus_2) (reachable Branch_bar_plus_1) (reachable Branch_bar_plus_2)
    (is Robin_bar_plus_1 robinkind) (is Robin_bar_plus_2 robinkind) (is Wren_bar_plus_1 wrenkind)
    (sits Robin_bar_plus_1 Cage_bar_plus_2) (sits Robin_bar_plus_2 Cage_bar_plus_2) (sits Wren_bar_plus_1 Branch_bar_plus_1))
  (:goal (exists (?b - bird ?p - branch) (and (is ?b robinkind) (sits ?b ?p))))
)))`;

export const aviary: GameTexts = { domain, grammar, problem, names: {} };

/** Writes the aviary, or what is changed of it, as a game file; answers its path. */
export async function writeGame(folder: string, name: string, changes: Partial<GameTexts> = {}): Promise<string> {
  const texts = { ...aviary, ...changes };
  const file = join(folder, name, 'game.tw-pddl');
  await mkdir(join(folder, name), { recursive: true });
  const { names } = texts;
  const game = {
    pddl_domain: texts.domain,
    grammar: texts.grammar,
    pddl_problem: texts.problem,
    solvable: true,
    names,
  };
  await writeFile(file, JSON.stringify(game));
  return file;
}
