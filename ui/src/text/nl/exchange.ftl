# Bestanden voor de ander, en wat er is gebeurd.
exchange-title = Sturen en ontvangen
exchange-lead = Met een bestand: op een stick, in een gedeelde map, of hoe je wilt. Alleen jullie twee kunnen het openen.
send-title = Voor { $other }
send-waiting =
    { $count ->
        [one] Er is 1 nieuw ding voor { $other }.
       *[other] Er zijn { $count } nieuwe dingen voor { $other }.
    }
send-on-way =
    { $count ->
        [one] 1 ding zit in een bestand dat je maakte. Het apparaat van { $other } heeft nog niet gemeld dat het er is.
       *[other] { $count } dingen zitten in een bestand dat je maakte. Het apparaat van { $other } heeft nog niet gemeld dat ze er zijn.
    }
send-folder = Map
send-folder-hint = Laat dit leeg voor de gewone map.
send-go = Maak een bestand
send-choose = Kies een map
sent = Er is een bestand voor { $other }.
sent-where = Het staat hier:
sent-how = Geef het aan { $other }. Twee keer geven mag, er gaat niets stuk.
receive-title = Van { $other }
receive-pick = Open een bestand
receive-go = Neem het aan
received =
    { $count ->
        [0] Er zat niets nieuws in.
        [one] Er is 1 nieuw ding.
       *[other] Er zijn { $count } nieuwe dingen.
    }
received-waiting =
    { $count ->
        [one] 1 wacht op iets van eerder. Het gaat open als de rest er is.
       *[other] { $count } wachten op iets van eerder. Ze gaan open als de rest er is.
    }
received-aside =
    { $count ->
        [one] Eén bericht was niet te lezen. De rest is goed. Het ligt apart.
       *[other] { $count } berichten waren niet te lezen. De rest is goed. Ze liggen apart.
    }
received-look = Kijk naar onze afspraak
envelope-from = Van
envelope-new = Nieuw
envelope-new-acts =
    { $count ->
        [0] Niets nieuws
        [one] 1 nieuw ding
       *[other] { $count } nieuwe dingen
    }
envelope-gaps = Mist nog
envelope-gaps-count =
    { $count ->
        [0] Niets
        [one] 1 ding van eerder is er nog niet
       *[other] { $count } dingen van eerder zijn er nog niet
    }
aside-title = Apart gelegd
aside-since = Sinds { $day }
aside-retry = Probeer het nog eens

history-title = Wat er is gebeurd
history-lead = Jullie kunnen dit allebei lezen. Er wordt niets in herschreven.
history-lead-part = Wat er met dit deel is gebeurd. Er wordt niets in herschreven.
history-empty = Het begint als een van jullie schrijft.
said-and-came = Gezegd { $said }, gekomen { $came }.
passed-waits = Het wacht op iets van eerder.
passed-noEffect = Het verandert niets.
happened-founded = begon de afspraak
happened-joined = deed mee
happened-addedDevice = voegde een apparaat toe
happened-addedDeviceByKit = kwam terug op een nieuw apparaat, met de sleutelwoorden
happened-removedDevice = haalde een apparaat weg
happened-suggested = stelde iets voor
happened-somethingElse = zei iets anders
happened-yes = zei ja
happened-yesUnderPressure = zei ja, onder druk
happened-no = zei nee
happened-notNow = zei nu niet
happened-differently = zei het anders
happened-tookBack = nam het ja terug
happened-feltPushed = voelde druk
happened-replied = gaf antwoord
happened-held = schreef op dat { $client } stop zei
happened-notedYes = schreef een ja op voor { $client }. Het telt pas als { $client } zelf antwoordt.
happened-sharedDecision = deelde wat anderen besloten
happened-seen = heeft het gezien. Dat betekent niet ja.
happened-disagreed = is het er niet mee eens. Dit is geen bezwaar.
happened-linked = legde een band met wat { $client } niet wilde
happened-used = gebruikte de machtiging
happened-answeredUse = zei iets over een gebruik
happened-paused = zette het op pauze
happened-resumed = liet het weer gaan
happened-ended = stopte de afspraak
happened-contact = schreef over een contact
happened-checkin = deelde hoe het gaat
happened-erased = wiste woorden
happened-received = heeft dit ontvangen
happened-copiedForRecord = zette tekst in het dossier
happened-unknown = deed iets waar deze app te oud voor is
happened-stepDone = deed deze stap
happened-stepChanged = veranderde deze stap
happened-stepNotThisTime = deed deze stap deze keer niet
happened-hello = zei hallo
happened-card = schreef een kaart
happened-away = is een tijd weg
happened-back = is terug
happened-setMeeting = koos de volgende keer
happened-movedMeeting = verzette de volgende keer
happened-calledOff = zegde de volgende keer af
