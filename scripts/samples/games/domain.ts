/** The rules of the apothecary, as PDDL. The same for all games. */
export const DOMAIN = `; An apothecary: wares lie in stores, some of which are sealed; a walker fetches, lays down and treats them.
(define (domain apothecary)
  (:requirements :adl :typing)
  (:types walker spot store ware storekind warekind)
  (:predicates
    (standsat ?a - walker ?p - spot)
    (storeat ?s - store ?p - spot)
    (sealable ?s - store)
    (unsealed ?s - store)
    (in ?w - ware ?s - store)
    (carries ?a - walker ?w - ware)
    (burdened ?a - walker)
    (storekind ?s - store ?k - storekind)
    (warekind ?w - ware ?k - warekind)
    (suits ?k - storekind ?w - warekind)
    (rinsable ?w - ware)
    (treatable ?w - ware)
    (rinsed ?w - ware)
    (roasted ?w - ware)
    (chilled ?w - ware)
    (shining ?w - ware)
    (sparkable ?w - ware)
    (noticed ?x)
  )

  (:action peer
    :parameters (?a - walker)
    :precondition ()
    :effect (noticed ?a)
  )

  (:action satchel
    :parameters (?a - walker)
    :precondition ()
    :effect (noticed ?a)
  )

  (:action walk
    :parameters (?a - walker ?from - spot ?to - spot ?s - store)
    :precondition (and (standsat ?a ?from) (storeat ?s ?to))
    :effect (and (not (standsat ?a ?from)) (standsat ?a ?to))
  )

  (:action studystore
    :parameters (?a - walker ?s - store)
    :precondition (exists (?p - spot) (and (standsat ?a ?p) (storeat ?s ?p)))
    :effect (noticed ?s)
  )

  (:action studyware
    :parameters (?a - walker ?w - ware)
    :precondition (carries ?a ?w)
    :effect (noticed ?w)
  )

  (:action unseal
    :parameters (?a - walker ?p - spot ?s - store)
    :precondition (and (sealable ?s) (standsat ?a ?p) (storeat ?s ?p) (not (unsealed ?s)))
    :effect (and (unsealed ?s) (forall (?w - ware) (when (in ?w ?s) (noticed ?w))))
  )

  (:action seal
    :parameters (?a - walker ?p - spot ?s - store)
    :precondition (and (standsat ?a ?p) (storeat ?s ?p) (unsealed ?s))
    :effect (not (unsealed ?s))
  )

  (:action fetch
    :parameters (?a - walker ?p - spot ?w - ware ?s - store)
    :precondition (and
      (standsat ?a ?p) (storeat ?s ?p) (in ?w ?s)
      (imply (sealable ?s) (unsealed ?s))
      (not (burdened ?a)) (not (sparkable ?w)))
    :effect (and (not (in ?w ?s)) (carries ?a ?w) (burdened ?a))
  )

  (:action lay
    :parameters (?a - walker ?p - spot ?w - ware ?s - store ?wk - warekind ?sk - storekind)
    :precondition (and
      (carries ?a ?w) (standsat ?a ?p) (storeat ?s ?p)
      (imply (sealable ?s) (unsealed ?s))
      (warekind ?w ?wk) (storekind ?s ?sk) (suits ?sk ?wk))
    :effect (and (in ?w ?s) (not (carries ?a ?w)) (not (burdened ?a)))
  )

  (:action rinse
    :parameters (?a - walker ?p - spot ?w - ware ?s - store)
    :precondition (and (rinsable ?w) (storekind ?s troughkind) (standsat ?a ?p) (storeat ?s ?p) (carries ?a ?w))
    :effect (rinsed ?w)
  )

  (:action roast
    :parameters (?a - walker ?p - spot ?w - ware ?s - store)
    :precondition (and (treatable ?w) (storekind ?s kilnkind) (standsat ?a ?p) (storeat ?s ?p) (carries ?a ?w))
    :effect (and (roasted ?w) (not (chilled ?w)))
  )

  (:action chill
    :parameters (?a - walker ?p - spot ?w - ware ?s - store)
    :precondition (and (treatable ?w) (storekind ?s frostboxkind) (standsat ?a ?p) (storeat ?s ?p) (carries ?a ?w))
    :effect (and (chilled ?w) (not (roasted ?w)))
  )

  (:action spark
    :parameters (?a - walker ?p - spot ?w - ware ?s - store)
    :precondition (and (sparkable ?w) (standsat ?a ?p) (storeat ?s ?p) (in ?w ?s))
    :effect (and (when (shining ?w) (not (shining ?w))) (when (not (shining ?w)) (shining ?w)))
  )
)
`;
