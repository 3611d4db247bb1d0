# Wat elk scherm zegt: de weg eruit, de weg terug, mensen, dagen.
save = Bewaar
go-on = Ga door
copy = Kopieer
copied = Gekopieerd
save-as-file = Bewaar als bestand
someone-other = Iemand anders dan { $other }
someone-other-nameless = Iemand anders die kan helpen
today-at = vandaag om { $time }
days =
    { $days ->
        [one] 1 dag
       *[other] { $days } dagen
    }
since-today = Sinds vandaag
name-day = { $name }, { $day }
the-other = de ander
draft-found = Je woorden van eerder zijn er nog.
words-not-here = De woorden zijn er nog niet.
words-erased = Deze woorden zijn gewist.
device-of = Het apparaat van { $name }
device-named = { $device } van { $name }
device-has = { $device } heeft het, { $day }.
device-saw = { $device } zag het { $day }
read-aloud = Lees voor
read-both = Lees allebei voor
read-stop = Stop met lezen

# Hoe het ervoor staat, hetzelfde voor allebei.
standing-new-for-you = Nieuw voor jou. Geen haast.
standing-waiting-client = Wacht op { $client }
standing-waiting-keyworker = Wacht op { $keyworker }
standing-both-agree = Allebei mee eens
standing-not-agreed = Niet afgesproken
standing-new-suggestion = Nieuw voorstel
standing-two-suggestions = Twee voorstellen
standing-yes-under-pressure = Ja, onder druk
standing-taken-back = Ingetrokken
standing-on-hold = Stopgezet
standing-paused = Op pauze
standing-decided = Besloten door anderen
standing-ended = Gestopt

# Wanneer een machtiging is gebruikt.
used =
    { $times ->
        [one] Eén keer gebruikt
       *[other] { $times } keer gebruikt
    }
use-beforeTheyKnew = Voordat { $keyworker } wist dat het was ingetrokken
use-withoutMandate = Zonder machtiging
use-fine = { $client } zegt: dat was goed.
use-not-fine = { $client } zegt: dat was niet goed.
use-how = Zeg hoe dat was
use-say-fine = Dat was goed
use-say-not-fine = Dat was niet goed

# Iemand anders dan de begeleider.
someone-lead = Deze nummers werken zonder deze app en zonder internet.
someone-emergency = Als iemand nu in gevaar is
someone-add = Voeg een nummer toe
someone-who = Wie
someone-number = Nummer
someone-remove = Haal weg
someone-private = Alleen jij kunt je nummers zien. Ze blijven op dit apparaat.
