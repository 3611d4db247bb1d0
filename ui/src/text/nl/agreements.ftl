# De lijst, en één afspraak.
agreements-title = Mijn afspraken
agreements-empty = Nog geen afspraak. Je kunt alleen beginnen, en verbinden wanneer je wilt.
agreements-hide = ‘Verberg nu’ dekt dit scherm af en sluit het meteen. Wat je schreef, blijft bewaard.
agreements-found = Begin een afspraak
agreements-join = Ik heb een code
found-title = Een nieuwe afspraak
found-lead = Voornamen zijn genoeg. Je kunt al schrijven voor jullie verbinden.
found-my-name = Je voornaam
found-keyworker-name = Voornaam van wie met jou werkt
found-client-name = Voornaam van de persoon om wie het gaat
found-go = Begin
stage-alone = { $other } is er nog niet
stage-alone-more = Je kunt de eerste delen alleen schrijven. Niemand ziet ze voor jullie verbinden.
stage-first-file = Het eerste bestand van { $other } is er nog niet
stage-first-file-more = Jullie zijn verbonden. { $other } maakt een eerste bestand voor jou. Open het bij ‘Sturen en ontvangen’.
stage-joining = Het verbinden is nog niet klaar
stage-two-joins = Twee mensen verbonden op hetzelfde moment
stage-two-joins-more = Er geldt nu niets. Praat met elkaar en begin dan een nieuwe afspraak.
stage-ended-by-one = Een van jullie is met deze afspraak gestopt. Alle machtigingen zijn gestopt.
stage-closed = Deze afspraak is klaar. Je kunt hem nog lezen.
new-words = Nieuwe woorden
owed-title = Je bent een antwoord schuldig
owed-lead = Wie het langst wacht, komt eerst
owed-nobody = Niemand wacht op jou.
people-title = Mensen
people-all = Alle afspraken
agreement-title = Onze afspraak
agreement-names = { $client } en { $keyworker }
agreement-both-until = { $client } en { $keyworker }, tot { $day }
agreement-until = Tot { $day }.
agreement-delivered = { $name } had dit allemaal op { $day }.
agreement-empty = Nog geen afspraak. Jullie kunnen allebei het eerste deel schrijven.
ways-title = Meer
group-wants-client = Wat ik wil
group-wants-keyworker = Wat { $client } wil
group-offered-client = Wat { $keyworker } mij voorstelt
group-offered-keyworker = Wat jij { $client } voorstelt
group-deeds-client = Wie doet wat
group-deeds-keyworker = Wie doet wat
group-mandates-client = Wat { $keyworker } voor mij mag doen
group-mandates-keyworker = Wat { $keyworker } mag doen
group-permissions-client = Wat { $keyworker } aan anderen mag zeggen
group-permissions-keyworker = Wat { $keyworker } aan anderen mag zeggen
group-meetings-client = Wanneer we elkaar zien
group-meetings-keyworker = Wanneer we elkaar zien
group-decisions-client = Besloten door anderen
group-decisions-keyworker = Besloten door anderen
owes-step-client = { $keyworker } is je een kleine stap schuldig
owes-step-keyworker = Je bent { $client } een kleine stap schuldig
owes-other = { $keyworker } is je een antwoord schuldig
owes-me-short = Je bent { $client } een antwoord schuldig
owes-me =
    { $days ->
        [0] Je bent { $client } sinds vandaag een antwoord schuldig.
        [one] Je bent { $client } al 1 dag een antwoord schuldig.
       *[other] Je bent { $client } al { $days } dagen een antwoord schuldig.
    }
owes-day = { $keyworker } noemde een dag: { $day }
owes-near-step = Een doel ver weg heeft een stap dichtbij nodig. Jij stelt die voor.
still-stands = Wat jullie afspraken blijft gelden
still-stands-whole = Wat jullie afspraken blijft gelden. Hier is een nieuw voorstel.
also-new-suggestion = Er is ook een nieuw voorstel
suggested-by = { $name } stelde dit voor
decision-refused = { $client } zei hier nee tegen
decision-seen = { $client } zei: gezien
decision-choices = Je kunt nog een paar dingen kiezen
paused-all = Alle machtigingen staan op pauze.
