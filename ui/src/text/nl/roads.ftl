# Wegen zonder bestand: de postbus, en dichtbij.
roads-title = Andere wegen
relay-title = Postbus
relay-lead = Die bewaart dichte brieven tot het andere apparaat ze ophaalt. Openmaken kan die niet.
relay-off-line = Uit. Er gaat niets vanzelf weg.
relay-asks = We vragen het de postbus.
relay-sees-title = Wat de postbus ziet
relay-sees = Die ziet dat twee apparaten elkaar schrijven, wanneer, en hoeveel.
relay-sees-not = Die ziet niet wie jullie zijn, en geen woord ervan.
relay-go = Zet hem aan
relay-before = Er gaat niets weg voor je hem aanzet. Uitzetten kan altijd.
relay-card-in = Een uitnodiging of een adres
relay-card-in-client = { $other } kan je een uitnodiging laten zien. Typ de code, of open hem als bestand.
relay-card-in-keyworker = Je werk heeft een uitnodiging voor de postbus. Typ de code, of open hem als bestand.
relay-card-file = Open een uitnodiging als bestand
relay-again = Neem dezelfde postbus als eerst
relay-on = Hij staat aan sinds { $day }.
relay-where = Hij staat hier:
relay-answered = Het laatste antwoord kwam { $when }.
relay-silent = Er kwam nog geen antwoord.
relay-here =
    { $count ->
        [one] Hier, nog niet weg: 1 nieuw ding.
       *[other] Hier, nog niet weg: { $count } nieuwe dingen.
    }
relay-there =
    { $count ->
        [one] In de postbus, nog niet opgehaald: 1 ding.
       *[other] In de postbus, nog niet opgehaald: { $count } dingen.
    }
relay-way =
    { $count ->
        [one] Onderweg met een bestand of dichtbij: 1 ding.
       *[other] Onderweg met een bestand of dichtbij: { $count } dingen.
    }
relay-all = { $other } heeft alles wat je schreef.
relay-none = Er is nog niets te sturen.
relay-since = Sinds { $day }.
relay-nearly-full = Jouw kant is bijna vol. Er komt plek als { $other } ophaalt.
relay-old = De postbus van eerst lezen we tot hij leeg is.
relay-in = { $other } is binnen.
relay-not-in = { $other } is nog niet binnen. Een uitnodiging wijst de weg.
relay-card-go = Laat { $other } een uitnodiging zien
relay-card-title = Geef { $other } deze uitnodiging
relay-card-own-go = Laat een uitnodiging zien voor mijn andere apparaat
relay-card-own-title = Een uitnodiging voor je andere apparaat
relay-card-once = Die werkt één keer. Laat hem niemand anders zien.
relay-card-later = Die werkt zodra we de postbus hebben bereikt.
relay-change = Kies een andere postbus
relay-change-keeps = Er gaat niets verloren. { $other } krijgt dan een nieuwe uitnodiging van je.
relay-keep = Houd deze
relay-off-go = Zet hem uit
relay-off-done = De postbus staat uit.
relay-off-then = Wat nog niet is opgehaald, gaat op een andere manier.
heard =
    { $days ->
        [0] Vandaag nog iets gehoord van { $device }.
        [one] Gisteren iets gehoord van { $device }.
       *[other] Het laatste van { $device } kwam { $days } dagen geleden.
    }
heard-never = Er is nog niets van { $other } gekomen.
nearby-title = Dichtbij
nearby-line = In één kamer, zonder internet
nearby-lead = Beide apparaten zijn in één kamer, op dezelfde wifi of hotspot. Het kan zonder internet.
nearby-sees = Zolang het open is, zien anderen hier dat er een apparaat met deze app is. Ze zien niet van wie.
nearby-leave = Het gaat dicht als je deze pagina verlaat.
nearby-open = Open dichtbij
nearby-close = Sluit dichtbij
nearby-opens = Een ogenblik …
nearby-looking = We zoeken …
nearby-both = Open het ook op het andere apparaat.
nearby-found = Er is een apparaat dichtbij. We kijken of we het kennen.
nearby-with = In contact met { $name }
nearby-own = In contact met een apparaat van jou
nearby-came =
    { $count ->
        [one] Er kwam 1 nieuw ding.
       *[other] Er kwamen { $count } nieuwe dingen.
    }
nearby-gave =
    { $count ->
        [one] Er is 1 ding gegeven.
       *[other] Er zijn { $count } dingen gegeven.
    }
nearby-done = Klaar. Geen van beide heeft iets nieuws voor de ander.
nearby-code = Als ze elkaar niet vinden
nearby-code-how = Soms houdt een netwerk apparaten uit elkaar. Typ dan de code van het ene op het andere.
nearby-code-mine = De code van dit apparaat
nearby-code-theirs = De code op het andere apparaat
nearby-code-go = Verbind
nearby-apart = In dit netwerk kan niemand zoeken. Gebruik de code.
