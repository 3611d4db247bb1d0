# Papir, journalen på arbeidsplassen, ta med deler, avslutte.
paper-title = På papir
paper-title-appeal = Papir til å skrive på
paper-lead = Slik ser det ut på papir. { $other } kan skrive ut det samme.
paper-size = Hvor store bokstaver?
paper-size-usual = Som vanlig
paper-size-large = Store bokstaver
paper-print = Skriv ut
paper-print-hint = Du kan også velge PDF der.
paper-save-pdf = Lagre som PDF
paper-save-page = Lagre som nettside
paper-save-hint = Den som har filen eller papiret, kan lese det. Alle nettlesere kan åpne nettsiden.
paper-saved = Filen ligger her:
plan-title = Lim inn en plan
plan-lead = Hver linje blir en del som { $client } kan svare på. Ingenting er avtalt med dette.
plan-text = Teksten i planen
plan-text-hint = Én ting på hver linje. En linje som «Mål:» sier hva som kommer.
plan-read = Se på linjene
plan-again = Lim inn en annen tekst
plan-check = Er hver linje riktig?
plan-check-lead = Du kan endre ordene. Ta bort det som ikke hører hjemme her.
plan-kind = Hva er det?
plan-doer = Hvem gjør det?
plan-leave-out = Ikke ta med
plan-take-in = Ta med igjen
plan-left-out = Ikke med
plan-words = Ordene
plan-choose = Velg
plan-no-heading = Uten overskrift
plan-under = Hva står under denne?
plan-is-line = Det er en egen linje
plan-unsaid = Si først hva hver linje er.
plan-go-none = Foreslå
plan-go-others = Del det andre har bestemt
plan-others =
    { $count ->
        [one] 1 linje deles som bestemt av andre. { $client } blir ikke spurt om den.
       *[other] { $count } linjer deles som bestemt av andre. { $client } blir ikke spurt om dem.
    }
plan-shared =
    { $count ->
        [one] 1 vedtak er delt nå.
       *[other] { $count } vedtak er delt nå.
    }
plan-reason = Hvorfor foreslår du disse?
plan-none = Ingen linjer er med.
plan-go =
    { $count ->
        [one] Foreslå 1 del
       *[other] Foreslå { $count } deler
    }
plan-done =
    { $count ->
        [one] 1 del er foreslått nå.
       *[other] { $count } deler er foreslått nå.
    }
plan-done-more = { $client } svarer på hver for seg.
plan-powers = Fullmakter limes aldri inn. Du spør om hver for seg.
record-title = Kopi til journalen
record-lead = Dette går til arbeidsplassen din. { $client } kan lese den samme kopien under «Hva som har skjedd».
record-organisation = Navn på arbeidsplassen din
record-organisation-hint = Du kan la det stå tomt.
record-parts = Hvilke deler?
record-all = Alle
record-some = Jeg velger
record-none = Velg minst én del.
record-go = Lag kopien
record-made = Kopien er laget. { $client } ser den når du sender.
record-text = Kopien
record-copy = Kopier teksten
record-copied = Kopiert. Lim det inn der du skriver. Det blir snart borte fra utklippet.
record-not-copied = Enheten lar oss ikke kopiere. Merk teksten og kopier selv.
record-language = Overskriftene er på ditt språk. Det dere har skrevet, er som det er.
ending-title = Avslutt avtalen vår
ending-lead = Du kan avslutte den alene. Du trenger ikke å si hvorfor.
ending-stops = Dette stopper med en gang
ending-stops-mandates = Alle fullmakter
ending-stops-tell = Alt { $keyworker } kan fortelle andre
ending-not-stops = Dette stopper ikke
ending-not-decisions = Det andre har bestemt
ending-read = Du kan fortsatt lese alt.
ending-both = Når dere begge har avsluttet den, er den slutt.
ending-go = Avslutt nå
ending-done = Du har avsluttet den. Alt er her fortsatt å lese.
ending-new = Vil dere gå videre, starter dere en ny. Du kan ta med deler.
carry-title = Ta med deler
carry-lead = Hver del foreslås på nytt, og begge svarer på nytt. Det vises hvem som sa ja før.
carry-into = Til hvilken avtale?
carry-none = Det er ingen annen avtale ennå.
carry-start = Start en ny
carry-parts = Hvilke deler?
carry-no-parts = Her er det ingenting dere begge sa ja til å ta med.
carry-missing = Velg først en avtale og en del.
carry-reason = Hvorfor tar du dem med?
carry-go = Foreslå dem igjen
carry-look = Se på den nye
record-too-long = Det er for mye for én kopi. Velg noen deler, så de andre.
plan-too-long = Lim inn høyst 50 linjer om gangen.
