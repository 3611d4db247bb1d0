# Listen, og én avtale.
agreements-title = Avtalene mine
agreements-empty = Ingen avtale ennå. Du kan begynne alene og koble til når du vil.
agreements-hide = «Skjul nå» dekker skjermen og låser med en gang. Det du holdt på å skrive, blir tatt vare på.
agreements-found = Begynn en avtale
agreements-join = Jeg har en kode
found-title = En ny avtale
found-lead = Fornavn er nok. Du kan skrive før dere kobler til.
found-my-name = Fornavnet ditt
found-keyworker-name = Fornavnet til den som jobber med deg
found-client-name = Fornavnet til den det gjelder
found-go = Begynn
stage-alone = { $other } er ikke her ennå
stage-alone-more = Du kan skrive de første delene alene. Ingen ser dem før dere kobler til.
stage-first-file = Den første filen fra { $other } har ikke kommet
stage-first-file-more = Dere er koblet sammen. { $other } lager en første fil til deg. Åpne den under «Send og ta imot».
stage-joining = Dere er ikke ferdige med å koble til
stage-two-joins = To personer koblet til samtidig
stage-two-joins-more = Ingenting gjelder. Snakk sammen, og begynn så en ny avtale.
stage-ended-by-one = En av dere har avsluttet avtalen. Alle fullmakter er stoppet.
stage-closed = Avtalen er avsluttet. Du kan fortsatt lese den.
new-words = Nye ord
owed-title = Du skylder svar
owed-lead = Den som har ventet lengst, kommer først
owed-nobody = Ingen venter på deg.
people-title = Personer
people-all = Alle avtaler
agreement-title = Avtalen vår
agreement-names = { $client } og { $keyworker }
agreement-both-until = { $client } og { $keyworker }, til { $day }
agreement-until = Til { $day }.
agreement-delivered = { $name } hadde alt dette { $day }.
agreement-empty = Ingen avtale ennå. Begge to kan skrive den første delen.
ways-title = Mer
group-wants-client = Det jeg vil
group-wants-keyworker = Det { $client } vil
group-offered-client = Det { $keyworker } foreslår for meg
group-offered-keyworker = Det du foreslår for { $client }
group-deeds-client = Hvem gjør hva
group-deeds-keyworker = Hvem gjør hva
group-mandates-client = Det { $keyworker } kan gjøre for meg
group-mandates-keyworker = Det { $keyworker } kan gjøre
group-permissions-client = Det { $keyworker } kan fortelle andre
group-permissions-keyworker = Det { $keyworker } kan fortelle andre
group-meetings-client = Når vi møtes
group-meetings-keyworker = Når vi møtes
group-decisions-client = Bestemt av andre
group-decisions-keyworker = Bestemt av andre
owes-step-client = { $keyworker } skylder deg et nært steg
owes-step-keyworker = Du skylder { $client } et nært steg
owes-other = { $keyworker } skylder deg et svar
owes-me-short = Du skylder { $client } et svar
owes-me =
    { $days ->
        [0] Du skylder { $client } et svar siden i dag.
        [one] Du har skyldt { $client } et svar i 1 dag.
       *[other] Du har skyldt { $client } et svar i { $days } dager.
    }
owes-day = { $keyworker } har sagt en dag: { $day }
owes-near-step = Et mål langt unna trenger et steg som er nær. Det er du som foreslår det.
still-stands = Det dere ble enige om gjelder fortsatt
still-stands-whole = Det dere ble enige om gjelder fortsatt. Her er et nytt forslag.
also-new-suggestion = Det er også et nytt forslag
suggested-by = { $name } foreslo
decision-refused = { $client } sa nei til dette
decision-seen = { $client } svarte: sett
decision-choices = Du kan fortsatt velge noe selv
paused-all = Alle fullmakter har pause.
