# Papper, organisationens journal, ta med delar, avsluta.
paper-title = På papper
paper-title-appeal = Papper att skriva på
paper-lead = Så här ser det ut på papper. { $other } kan skriva ut samma sak.
paper-size = Hur stora bokstäver?
paper-size-usual = Som vanligt
paper-size-large = Stora bokstäver
paper-print = Skriv ut
paper-print-hint = Du kan också välja PDF där.
paper-save-pdf = Spara som PDF
paper-save-page = Spara som webbsida
paper-save-hint = Den som har filen eller papperet kan läsa det. Alla webbläsare kan öppna webbsidan.
paper-saved = Filen ligger här:
plan-title = Klistra in en plan
plan-lead = Varje rad blir en del som { $client } kan svara på. Inget är bestämt genom det här.
plan-text = Planens text
plan-text-hint = En sak på varje rad. En rad som ”Mål:” säger vad som följer.
plan-read = Titta på raderna
plan-again = Klistra in en annan text
plan-check = Är varje rad rätt?
plan-check-lead = Du kan ändra orden. Ta bort det som inte hör hit.
plan-kind = Vad är det?
plan-doer = Vem gör det?
plan-leave-out = Ta inte med
plan-take-in = Ta med igen
plan-left-out = Inte med
plan-words = Orden
plan-choose = Välj
plan-no-heading = Utan rubrik
plan-under = Vad står under den här?
plan-is-line = Det är en egen rad
plan-unsaid = Säg först vad varje rad är.
plan-go-none = Föreslå
plan-go-others = Dela vad andra beslutat
plan-others =
    { $count ->
        [one] 1 rad delas som beslutat av andra. { $client } tillfrågas inte om den.
       *[other] { $count } rader delas som beslutat av andra. { $client } tillfrågas inte om dem.
    }
plan-shared =
    { $count ->
        [one] 1 beslut är delat nu.
       *[other] { $count } beslut är delade nu.
    }
plan-reason = Varför föreslår du dem?
plan-none = Inga rader är med.
plan-go =
    { $count ->
        [one] Föreslå 1 del
       *[other] Föreslå { $count } delar
    }
plan-done =
    { $count ->
        [one] 1 del är föreslagen nu.
       *[other] { $count } delar är föreslagna nu.
    }
plan-done-more = { $client } svarar på var och en för sig.
plan-powers = Mandat klistras aldrig in. Du frågar om vart och ett för sig.
record-title = Kopia till journalen
record-lead = Det här går till din arbetsplats. { $client } kan läsa samma kopia under ”Vad som har hänt”.
record-organisation = Namn på din arbetsplats
record-organisation-hint = Du kan lämna det tomt.
record-parts = Vilka delar?
record-all = Alla
record-some = Jag väljer
record-none = Välj minst en del.
record-go = Gör kopian
record-made = Kopian är gjord. { $client } ser den när du skickar.
record-text = Kopian
record-copy = Kopiera texten
record-copied = Kopierat. Klistra in det där du skriver. Det försvinner snart ur urklipp.
record-not-copied = Enheten låter oss inte kopiera. Markera texten och kopiera själv.
record-language = Rubrikerna är på ditt språk. Det ni har skrivit är som det är.
ending-title = Avsluta vår överens{"\u00AD"}kommelse
ending-lead = Du kan avsluta den själv. Du behöver inte säga varför.
ending-stops = Det här slutar genast
ending-stops-mandates = Alla mandat
ending-stops-tell = Allt som { $keyworker } får berätta för andra
ending-not-stops = Det här slutar inte
ending-not-decisions = Det som andra har beslutat
ending-read = Du kan läsa allt även sedan.
ending-both = När ni båda har avslutat den är den slut.
ending-go = Avsluta nu
ending-done = Du har avslutat den. Allt finns kvar att läsa.
ending-new = Vill ni gå vidare börjar ni en ny. Du kan ta med delar.
carry-title = Ta med delar
carry-lead = Varje del föreslås på nytt, och båda svarar på nytt. Det syns vem som sa ja förut.
carry-into = Till vilken överens{"\u00AD"}kommelse?
carry-none = Det finns ingen annan överenskommelse än.
carry-start = Börja en ny
carry-parts = Vilka delar?
carry-no-parts = Här finns inget ni båda sagt ja till att ta med.
carry-missing = Välj först en överenskommelse och en del.
carry-reason = Varför tar du med dem?
carry-go = Föreslå dem igen
carry-look = Titta på den nya
record-too-long = Det är för mycket för en kopia. Välj några delar, sedan de andra.
plan-too-long = Klistra in högst 50 rader åt gången.
