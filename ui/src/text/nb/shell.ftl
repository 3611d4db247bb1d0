# Det hver skjerm sier: veien ut, veien tilbake, personer, dager.
save = Lagre
go-on = Gå videre
copy = Kopier
copied = Kopiert
save-as-file = Lagre som fil
someone-other = Noen andre enn { $other }
someone-other-nameless = Noen andre som kan hjelpe
today-at = i dag kl. { $time }
days =
    { $days ->
        [one] 1 dag
       *[other] { $days } dager
    }
since-today = Siden i dag
name-day = { $name }, { $day }
the-other = den andre
draft-found = Ordene dine fra før er her ennå.
words-not-here = Ordene har ikke kommet ennå.
words-erased = Disse ordene er slettet.
device-of = Enheten til { $name }
device-named = { $name }s { $device }
device-has = { $device } har det, { $day }.
device-saw = { $device } så det { $day }
read-aloud = Les høyt
read-both = Les begge høyt
read-stop = Slutt å lese

# Hvor det står, likt for begge.
standing-new-for-you = Nytt for deg. Ingen hast.
standing-waiting-client = Venter på { $client }
standing-waiting-keyworker = Venter på { $keyworker }
standing-both-agree = Begge er enige
standing-not-agreed = Ikke enige
standing-new-suggestion = Nytt forslag
standing-two-suggestions = To forslag
standing-yes-under-pressure = Ja, under press
standing-taken-back = Trukket tilbake
standing-on-hold = Stoppet
standing-paused = På pause
standing-decided = Bestemt av andre
standing-ended = Avsluttet

# Når en fullmakt er brukt.
used =
    { $times ->
        [one] Brukt én gang
       *[other] Brukt { $times } ganger
    }
use-beforeTheyKnew = Før { $keyworker } visste at den var trukket tilbake
use-withoutMandate = Uten fullmakt
use-fine = { $client } sier: det var greit.
use-not-fine = { $client } sier: det var ikke greit.
use-how = Si hvordan det var
use-say-fine = Det var greit
use-say-not-fine = Det var ikke greit

# Noen andre enn kontaktpersonen.
someone-lead = Disse numrene virker uten appen og uten nett.
someone-emergency = Hvis noen er i fare nå
someone-add = Legg til et nummer
someone-who = Hvem
someone-number = Nummer
someone-remove = Ta bort
someone-private = Bare du kan se numrene dine. De blir på denne enheten.
