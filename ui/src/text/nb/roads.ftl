# Veier uten fil: postkassen, og nær.
roads-title = Andre veier
relay-title = Postkasse
relay-lead = Den har lukkede brev til den andre enheten henter dem. Den kan ikke åpne dem.
relay-off-line = Av. Ingenting går ut av seg selv.
relay-asks = Vi spør postkassen.
relay-sees-title = Hva postkassen ser
relay-sees = Den ser at to enheter skriver til hverandre, når, og hvor mye.
relay-sees-not = Den ser ikke hvem dere er, og ikke ett ord av det.
relay-go = Slå den på
relay-before = Ingenting går ut før du slår den på. Du kan slå den av når du vil.
relay-card-in = En invitasjon eller en adresse
relay-card-in-client = { $other } kan vise deg en invitasjon. Skriv koden på den, eller åpne den som fil.
relay-card-in-keyworker = Jobben din har en invitasjon til postkassen sin. Skriv koden på den, eller åpne den som fil.
relay-card-file = Åpne en invitasjon som fil
relay-again = Ta samme postkasse som før
relay-on = Den er på siden { $day }.
relay-where = Den er her:
relay-answered = Den svarte sist { $when }.
relay-silent = Den har ikke svart ennå.
relay-here =
    { $count ->
        [one] Her, ikke sendt ennå: 1 ny ting.
       *[other] Her, ikke sendt ennå: { $count } nye ting.
    }
relay-there =
    { $count ->
        [one] I postkassen, ikke hentet ennå: 1 ting.
       *[other] I postkassen, ikke hentet ennå: { $count } ting.
    }
relay-way =
    { $count ->
        [one] På vei med fil eller nær: 1 ting.
       *[other] På vei med fil eller nær: { $count } ting.
    }
relay-all = { $other } har alt du har skrevet.
relay-none = Det er ingenting å sende ennå.
relay-since = Siden { $day }.
relay-nearly-full = Din side er nesten full. Den tømmes når { $other } henter.
relay-old = Postkassen fra før leses til den er tom.
relay-in = { $other } har kommet inn.
relay-not-in = { $other } har ikke kommet inn ennå. En invitasjon viser veien.
relay-card-go = Vis en invitasjon for { $other }
relay-card-title = Gi { $other } denne invitasjonen
relay-card-own-go = Vis en invitasjon for den andre enheten min
relay-card-own-title = En invitasjon for den andre enheten din
relay-card-once = Det virker én gang. Vis det ikke til andre.
relay-card-later = Det virker så snart vi har nådd postkassen.
relay-change = Velg en annen postkasse
relay-change-keeps = Ingenting går tapt. { $other } får da en ny invitasjon av deg.
relay-keep = Behold denne
relay-off-go = Slå den av
relay-off-done = Postkassen er av.
relay-off-then = Det som ikke er hentet, går andre veier.
heard =
    { $days ->
        [0] Hørte sist fra { $device } i dag.
        [one] Hørte sist fra { $device } i går.
       *[other] Hørte sist fra { $device } for { $days } dager siden.
    }
heard-never = Ingenting har kommet fra { $other } ennå.
nearby-title = Nær
nearby-line = I samme rom, uten internett
nearby-lead = Begge enhetene er i samme rom, på samme wifi eller delte nett. Det går uten internett.
nearby-sees = Mens det er åpent, kan andre her se at en enhet med denne appen er nær. De ser ikke hvem sin.
nearby-leave = Det lukkes når du forlater siden.
nearby-open = Åpne nær
nearby-close = Lukk nær
nearby-opens = Et øyeblikk …
nearby-looking = Leter …
nearby-both = Åpne det på den andre enheten også.
nearby-found = En enhet er nær. Vi ser om vi kjenner den.
nearby-with = I kontakt med { $name }
nearby-own = I kontakt med en av enhetene dine
nearby-came =
    { $count ->
        [one] 1 ny ting kom.
       *[other] { $count } nye ting kom.
    }
nearby-gave =
    { $count ->
        [one] 1 ting ble gitt videre.
       *[other] { $count } ting ble gitt videre.
    }
nearby-done = Ferdig. Ingen har noe nytt til den andre.
nearby-code = Hvis de ikke finner hverandre
nearby-code-how = Noen nett holder enheter fra hverandre. Skriv da koden fra den ene enheten på den andre.
nearby-code-mine = Koden til denne enheten
nearby-code-theirs = Koden på den andre enheten
nearby-code-go = Koble til
nearby-apart = På dette nettet går det ikke an å lete. Bruk koden.
