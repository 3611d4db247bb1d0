# Listan, och en överenskommelse.
agreements-title = Mina överenskommelser
agreements-empty = Ingen överenskommelse än. Du kan börja ensam och koppla ihop när du vill.
agreements-hide = ”Göm nu” täcker skärmen och låser genast. Det du höll på att skriva finns kvar.
agreements-found = Börja en överenskommelse
agreements-join = Jag har en kod
found-title = En ny överenskommelse
found-lead = Förnamn räcker. Du kan skriva innan ni kopplar ihop.
found-my-name = Ditt förnamn
found-keyworker-name = Förnamn på den som arbetar med dig
found-client-name = Förnamn på den det handlar om
found-go = Börja
stage-alone = { $other } är inte här än
stage-alone-more = Du kan skriva de första delarna själv. Ingen ser dem innan ni kopplar ihop.
stage-first-file = { $other }s första fil har inte kommit
stage-first-file-more = Ni är ihopkopplade. { $other } gör en första fil till dig. Öppna den under ”Skicka och ta emot”.
stage-joining = Ihopkopplingen är inte klar
stage-two-joins = Två personer kopplade ihop samtidigt
stage-two-joins-more = Inget gäller. Prata med varandra och börja sedan en ny överenskommelse.
stage-ended-by-one = En av er har avslutat överenskommelsen. Alla mandat har stannat.
stage-closed = Överenskommelsen är avslutad. Du kan fortfarande läsa den.
new-words = Nya ord
owed-title = Du är skyldig svar
owed-lead = Den som väntat längst kommer först
owed-nobody = Ingen väntar på dig.
people-title = Personer
people-all = Alla överenskommelser
agreement-title = Vår överenskommelse
agreement-names = { $client } och { $keyworker }
agreement-both-until = { $client } och { $keyworker }, till { $day }
agreement-until = Till { $day }.
agreement-delivered = { $name } hade allt det här den { $day }.
agreement-empty = Ingen överenskommelse än. Vem som helst av er kan skriva den första delen.
ways-title = Mer
group-wants-client = Det jag vill
group-wants-keyworker = Det { $client } vill
group-offered-client = Det { $keyworker } föreslår mig
group-offered-keyworker = Det du föreslår { $client }
group-deeds-client = Vem gör vad
group-deeds-keyworker = Vem gör vad
group-mandates-client = Det { $keyworker } får göra för mig
group-mandates-keyworker = Det { $keyworker } får göra
group-permissions-client = Det { $keyworker } får berätta för andra
group-permissions-keyworker = Det { $keyworker } får berätta för andra
group-meetings-client = När vi träffas
group-meetings-keyworker = När vi träffas
group-decisions-client = Beslutat av andra
group-decisions-keyworker = Beslutat av andra
owes-step-client = { $keyworker } är skyldig dig ett nära steg
owes-step-keyworker = Du är skyldig { $client } ett nära steg
owes-other = { $keyworker } är skyldig dig ett svar
owes-me-short = Du är skyldig { $client } ett svar
owes-me =
    { $days ->
        [0] Du är skyldig { $client } ett svar sedan idag.
        [one] Du har varit skyldig { $client } ett svar i 1 dag.
       *[other] Du har varit skyldig { $client } ett svar i { $days } dagar.
    }
owes-day = { $keyworker } har sagt en dag: { $day }
owes-near-step = Ett mål långt bort behöver ett steg nära. Det är du som föreslår det.
still-stands = Det ni kom överens om gäller fortfarande
still-stands-whole = Det ni kom överens om gäller fortfarande. Här är ett nytt förslag.
also-new-suggestion = Det finns också ett nytt förslag
suggested-by = { $name } föreslog
decision-refused = { $client } sa nej till det här
decision-seen = { $client } svarade: sett
decision-choices = Du kan fortfarande välja en del
paused-all = Alla mandat är pausade.
