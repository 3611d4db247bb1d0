# Vägar utan fil: postlådan, och nära.
roads-title = Andra vägar
relay-title = Postlåda
relay-lead = Den har slutna brev tills den andra enheten hämtar dem. Den kan inte öppna dem.
relay-off-line = Av. Inget går ut av sig självt.
relay-asks = Vi frågar postlådan.
relay-sees-title = Vad postlådan ser
relay-sees = Den ser att två enheter skriver till varandra, när, och hur mycket.
relay-sees-not = Den ser inte vilka ni är, och inte ett ord av det.
relay-go = Slå på den
relay-before = Inget går ut innan du slår på den. Du kan slå av den när du vill.
relay-card-in = En inbjudan eller en adress
relay-card-in-client = { $other } kan visa dig en inbjudan. Skriv koden på den, eller öppna den som fil.
relay-card-in-keyworker = Din arbetsplats har en inbjudan till sin postlåda. Skriv koden på den, eller öppna den som fil.
relay-card-file = Öppna en inbjudan som fil
relay-again = Ta samma postlåda som förut
relay-on = Den är på sedan { $day }.
relay-where = Den finns här:
relay-answered = Den svarade senast { $when }.
relay-silent = Den har inte svarat än.
relay-here =
    { $count ->
        [one] Här, inte skickat än: 1 ny sak.
       *[other] Här, inte skickat än: { $count } nya saker.
    }
relay-there =
    { $count ->
        [one] I postlådan, inte hämtat än: 1 sak.
       *[other] I postlådan, inte hämtat än: { $count } saker.
    }
relay-way =
    { $count ->
        [one] På väg med fil eller nära: 1 sak.
       *[other] På väg med fil eller nära: { $count } saker.
    }
relay-all = { $other } har allt som du har skrivit.
relay-none = Det finns inget att skicka än.
relay-since = Sedan { $day }.
relay-nearly-full = Din sida är nästan full. Den töms när { $other } hämtar.
relay-old = Postlådan från förut läses tills den är tom.
relay-in = { $other } har kommit in.
relay-not-in = { $other } har inte kommit in än. En inbjudan visar vägen.
relay-card-go = Visa en inbjudan för { $other }
relay-card-title = Ge { $other } den här inbjudan
relay-card-own-go = Visa en inbjudan för min andra enhet
relay-card-own-title = En inbjudan för din andra enhet
relay-card-once = Det gäller en gång. Visa det inte för någon annan.
relay-card-later = Det gäller så fort vi har nått postlådan.
relay-change = Välj en annan postlåda
relay-change-keeps = Inget går förlorat. { $other } får då en ny inbjudan av dig.
relay-keep = Behåll den här
relay-off-go = Slå av den
relay-off-done = Postlådan är av.
relay-off-then = Det som inte är hämtat går andra vägar.
heard =
    { $days ->
        [0] Hörde senast från { $device } i dag.
        [one] Hörde senast från { $device } i går.
       *[other] Hörde senast från { $device } för { $days } dagar sedan.
    }
heard-never = Inget har kommit från { $other } än.
nearby-title = Nära
nearby-line = I samma rum, utan internet
nearby-lead = Båda enheterna är i samma rum, i samma wifi eller delade nät. Det går utan internet.
nearby-sees = Medan det är öppet kan andra här se att en enhet med den här appen är nära. De ser inte vems.
nearby-leave = Det stängs när du lämnar sidan.
nearby-open = Öppna nära
nearby-close = Stäng nära
nearby-opens = Ett ögonblick …
nearby-looking = Letar …
nearby-both = Öppna det på den andra enheten också.
nearby-found = En enhet är nära. Vi ser om vi känner den.
nearby-with = I kontakt med { $name }
nearby-own = I kontakt med en av dina enheter
nearby-came =
    { $count ->
        [one] 1 ny sak kom.
       *[other] { $count } nya saker kom.
    }
nearby-gave =
    { $count ->
        [one] 1 sak lämnades över.
       *[other] { $count } saker lämnades över.
    }
nearby-done = Klart. Ingen har något nytt till den andra.
nearby-code = Om de inte hittar varandra
nearby-code-how = En del nät håller enheter isär. Skriv då koden från den ena enheten på den andra.
nearby-code-mine = Koden för den här enheten
nearby-code-theirs = Koden på den andra enheten
nearby-code-go = Koppla
nearby-apart = I det här nätet går det inte att leta. Ta koden.
