# Een deel voorstellen, andere woorden, of iets anders.
suggest-part = Stel een deel voor
suggest-title = Een nieuw deel
suggest-lead = Je hoeft niet te zeggen waarom.
suggest-kind = Waar gaat het over?
suggest-kind-missing = Kies eerst waar het over gaat.
suggest-before = De woorden tot nu toe
suggest-my-words = Mijn woorden
suggest-words-made = Hier zetten jullie allebei je naam onder. Je kunt het veranderen.
suggest-reason = Jouw reden
suggest-reason-hint = { $client } kan het lezen. Zeg het in gewone woorden.
suggest-go = Bewaar mijn voorstel
something-else-title = Iets anders
something-else-more = De woorden van { $other } blijven zoals ze zijn. Die van jou staan ernaast.
kind-purpose = Waarvoor
kind-purpose-hint = Waar we samen voor werken
kind-goal = Een doel
kind-goal-hint =
    { $role ->
        [client] Waar ik heen wil
       *[keyworker] Waar { $client } heen wil
    }
kind-step = Een stap
kind-step-hint = Wie doet nu wat
kind-mandate = { $keyworker } mag iets doen
kind-mandate-hint =
    { $role ->
        [client] Voor mij, met iemand, tot een dag
       *[keyworker] Voor { $client }, met iemand, tot een dag
    }
kind-permission = { $keyworker } mag iets zeggen
kind-permission-hint = Tegen iemand met een naam, tot een dag
kind-arrangement = Wanneer we elkaar zien
kind-arrangement-hint = Hoe lang, en wie er invalt
field-task = Wat mag { $keyworker } doen?
field-task-hint = Zoals: praten met, vragen, bellen
field-toward = Met wie?
field-toward-hint = De naam van een persoon, en waar die werkt
field-recipient = Aan wie mag { $keyworker } het zeggen?
field-about = Waarover?
field-what = Wat zeggen?
field-until = Tot wanneer?
field-until-end = Hoe lang gaat het door?
field-by = Voor welke dag?
field-doer = Wie doet het?
field-stand-in = Wie valt in als { $keyworker } er niet is?
doer-both = Allebei
sentence-mandate = { $keyworker } mag { $task } { $toward } over { $about }.
sentence-mandate-until = { $keyworker } mag { $task } { $toward } over { $about }, tot { $until }.
sentence-permission = { $keyworker } mag { $about } zeggen tegen { $toward }.
sentence-permission-until = { $keyworker } mag { $about } zeggen tegen { $toward }, tot { $until }.
field-near = Hoe dichtbij is het nu?
field-near-hint = 0 is ver weg, 10 is er. Je mag het leeg laten.
near-out = Laat het leeg
near-now = Hoe dichtbij: { $near } van 10
field-goal = Naar welk doel leidt het?
goal-none = Geen, of nog niet
leads-to = Het leidt naar:
