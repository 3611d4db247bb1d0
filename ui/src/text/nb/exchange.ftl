# Filer til den andre, og hva som har skjedd.
exchange-title = Send og ta imot
exchange-lead = Med fil: på en minnepinne, i en delt mappe, eller som du vil. Bare dere to kan åpne den.
send-title = Til { $other }
send-waiting =
    { $count ->
        [one] Det er 1 ny ting til { $other }.
       *[other] Det er { $count } nye ting til { $other }.
    }
send-on-way =
    { $count ->
        [one] 1 ting ligger i en fil som du har laget. Enheten til { $other } har ikke svart at det kom.
       *[other] { $count } ting ligger i en fil som du har laget. Enheten til { $other } har ikke svart at de kom.
    }
send-folder = Mappe
send-folder-hint = La feltet stå tomt for den vanlige mappen.
send-go = Lag en fil
send-choose = Velg en mappe
sent = Det er en fil til { $other }.
sent-where = Den ligger her:
sent-how = Gi den til { $other }. Du kan gi den to ganger, ingenting går i stykker.
receive-title = Fra { $other }
receive-pick = Åpne en fil
receive-go = Ta imot
received =
    { $count ->
        [0] Det var ingenting nytt i den.
        [one] 1 ny ting er her.
       *[other] { $count } nye ting er her.
    }
received-waiting =
    { $count ->
        [one] 1 venter på noe tidligere. Den åpnes når resten er her.
       *[other] { $count } venter på noe tidligere. De åpnes når resten er her.
    }
received-aside =
    { $count ->
        [one] Én melding kunne ikke leses. Resten er i orden. Den er lagt til side.
       *[other] { $count } meldinger kunne ikke leses. Resten er i orden. De er lagt til side.
    }
received-look = Se på avtalen vår
envelope-from = Fra
envelope-new = Nytt
envelope-new-acts =
    { $count ->
        [0] Ingenting nytt
        [one] 1 ny ting
       *[other] { $count } nye ting
    }
envelope-gaps = Mangler
envelope-gaps-count =
    { $count ->
        [0] Ingenting
        [one] 1 tidligere ting har ikke kommet ennå
       *[other] { $count } tidligere ting har ikke kommet ennå
    }
aside-title = Lagt til side
aside-since = Siden { $day }
aside-retry = Prøv igjen

history-title = Hva som har skjedd
history-lead = Dere kan begge lese dette. Ingenting i det blir skrevet om.
history-lead-part = Hva som har skjedd med denne delen. Ingenting i det blir skrevet om.
history-empty = Det begynner når en av dere skriver.
said-and-came = Sagt { $said }, kom { $came }.
passed-waits = Det venter på noe tidligere.
passed-noEffect = Det har ingen virkning.
happened-founded = begynte avtalen
happened-joined = ble med
happened-addedDevice = la til en enhet
happened-addedDeviceByKit = kom tilbake på en ny enhet, med nøkkelordene
happened-removedDevice = tok bort en enhet
happened-suggested = foreslo
happened-somethingElse = sa noe annet
happened-yes = sa ja
happened-yesUnderPressure = sa ja, under press
happened-no = sa nei
happened-notNow = sa ikke nå
happened-differently = sa det på en annen måte
happened-tookBack = tok tilbake sitt ja
happened-feltPushed = følte seg presset
happened-replied = svarte
happened-held = skrev ned at { $client } sa stopp
happened-notedYes = skrev ned et ja for { $client }. Det teller ikke før { $client } svarer.
happened-sharedDecision = delte det andre har bestemt
happened-seen = har sett det. Det betyr ikke ja.
happened-disagreed = er ikke enig. Dette er ikke en klage.
happened-linked = knyttet det til det { $client } sa nei til
happened-used = brukte fullmakten
happened-answeredUse = svarte på en bruk
happened-paused = tok pause
happened-resumed = lot det gå videre
happened-ended = avsluttet avtalen
happened-contact = skrev om en kontakt
happened-checkin = delte hvordan det går
happened-erased = slettet ord
happened-received = har fått dette
happened-copiedForRecord = kopierte tekst til journalen
happened-unknown = gjorde noe som appen er for gammel til å lese
happened-stepDone = gjorde steget
happened-stepChanged = endret steget
happened-stepNotThisTime = gjorde ikke steget denne gangen
happened-hello = sa hei
happened-card = skrev et kort
happened-away = er borte en tid
happened-back = er tilbake
happened-setMeeting = satte neste gang
happened-movedMeeting = flyttet neste gang
happened-calledOff = avlyste neste gang
