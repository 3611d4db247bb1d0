# Det som varje skärm säger: vägen ut, vägen tillbaka, personer, dagar.
save = Spara
go-on = Gå vidare
copy = Kopiera
copied = Kopierat
save-as-file = Spara som fil
someone-other = Någon annan än { $other }
someone-other-nameless = Någon annan som kan hjälpa
today-at = idag kl. { $time }
days =
    { $days ->
        [one] 1 dag
       *[other] { $days } dagar
    }
since-today = Sedan idag
name-day = { $name }, { $day }
the-other = den andra
draft-found = Dina ord från förut finns kvar.
words-not-here = Orden har inte kommit än.
words-erased = De här orden är raderade.
device-of = { $name }s enhet
device-named = { $name }s { $device }
device-has = { $device } har det, { $day }.
device-saw = { $device } såg det { $day }
read-aloud = Läs upp
read-both = Läs upp båda
read-stop = Sluta läsa

# Läget, samma för båda.
standing-new-for-you = Nytt för dig. Ingen brådska.
standing-waiting-client = Väntar på { $client }
standing-waiting-keyworker = Väntar på { $keyworker }
standing-both-agree = Båda är med på det
standing-not-agreed = Inte överens
standing-new-suggestion = Nytt förslag
standing-two-suggestions = Två förslag
standing-yes-under-pressure = Ja, under press
standing-taken-back = Tillbakataget
standing-on-hold = Stoppat
standing-paused = Pausat
standing-decided = Beslutat av andra
standing-ended = Avslutat

# När ett mandat har använts.
used =
    { $times ->
        [one] Använt en gång
       *[other] Använt { $times } gånger
    }
use-beforeTheyKnew = Innan { $keyworker } visste att det var tillbakataget
use-withoutMandate = Utan mandat
use-fine = { $client } säger: det var okej.
use-not-fine = { $client } säger: det var inte okej.
use-how = Säg hur det var
use-say-fine = Det var okej
use-say-not-fine = Det var inte okej

# Någon annan än kontaktpersonen.
someone-lead = De här numren fungerar utan appen och utan nät.
someone-emergency = Om någon är i fara nu
someone-add = Lägg till ett nummer
someone-who = Vem
someone-number = Nummer
someone-remove = Ta bort
someone-private = Bara du ser dina nummer. De stannar på den här enheten.
