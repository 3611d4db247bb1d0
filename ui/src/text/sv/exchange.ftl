# Filer till den andra, och vad som har hänt.
exchange-title = Skicka och ta emot
exchange-lead = Med fil: på ett minne, i en delad mapp, eller hur du vill. Bara ni två kan öppna den.
send-title = Till { $other }
send-waiting =
    { $count ->
        [one] Det finns 1 ny sak till { $other }.
       *[other] Det finns { $count } nya saker till { $other }.
    }
send-on-way =
    { $count ->
        [one] 1 sak ligger i en fil som du gjort. { $other }s enhet har inte svarat att den kom.
       *[other] { $count } saker ligger i en fil som du gjort. { $other }s enhet har inte svarat att de kom.
    }
send-folder = Mapp
send-folder-hint = Lämna tomt för den vanliga mappen.
send-go = Gör en fil
send-choose = Välj en mapp
sent = Det finns en fil till { $other }.
sent-where = Den ligger här:
sent-how = Ge den till { $other }. Du kan ge den två gånger, inget går sönder.
receive-title = Från { $other }
receive-pick = Öppna en fil
receive-go = Ta emot
received =
    { $count ->
        [0] Det fanns inget nytt i den.
        [one] 1 ny sak är här.
       *[other] { $count } nya saker är här.
    }
received-waiting =
    { $count ->
        [one] 1 väntar på något tidigare. Den öppnas när resten är här.
       *[other] { $count } väntar på något tidigare. De öppnas när resten är här.
    }
received-aside =
    { $count ->
        [one] Ett meddelande gick inte att läsa. Resten är bra. Det ligger åt sidan.
       *[other] { $count } meddelanden gick inte att läsa. Resten är bra. De ligger åt sidan.
    }
received-look = Titta på vår överenskommelse
envelope-from = Från
envelope-new = Nytt
envelope-new-acts =
    { $count ->
        [0] Inget nytt
        [one] 1 ny sak
       *[other] { $count } nya saker
    }
envelope-gaps = Saknas
envelope-gaps-count =
    { $count ->
        [0] Inget
        [one] 1 tidigare sak har inte kommit än
       *[other] { $count } tidigare saker har inte kommit än
    }
aside-title = Lagt åt sidan
aside-since = Sedan { $day }
aside-retry = Försök igen

history-title = Vad som har hänt
history-lead = Ni kan båda läsa det här. Inget i det skrivs om.
history-lead-part = Vad som har hänt med den här delen. Inget i det skrivs om.
history-empty = Det börjar när någon av er skriver.
said-and-came = Sagt { $said }, kom { $came }.
passed-waits = Det väntar på något tidigare.
passed-noEffect = Det har ingen verkan.
happened-founded = började överenskommelsen
happened-joined = kom med
happened-addedDevice = lade till en enhet
happened-addedDeviceByKit = kom tillbaka på en ny enhet, med återställningsorden
happened-removedDevice = tog bort en enhet
happened-suggested = föreslog
happened-somethingElse = sa något annat
happened-yes = sa ja
happened-yesUnderPressure = sa ja, under press
happened-no = sa nej
happened-notNow = sa inte nu
happened-differently = sa det annorlunda
happened-tookBack = tog tillbaka sitt ja
happened-feltPushed = kände sig pressad
happened-replied = svarade
happened-held = skrev ner att { $client } sa stopp
happened-notedYes = skrev ner ett ja för { $client }. Det räknas inte förrän { $client } svarar.
happened-sharedDecision = delade det andra har beslutat
happened-seen = har sett det. Det betyder inte ja.
happened-disagreed = håller inte med. Det är inte ett överklagande.
happened-linked = kopplade det till det { $client } sa nej till
happened-used = använde mandatet
happened-answeredUse = svarade på en användning
happened-paused = pausade
happened-resumed = lät det fortsätta
happened-ended = avslutade överenskommelsen
happened-contact = skrev om en kontakt
happened-checkin = delade hur det känns
happened-erased = raderade ord
happened-received = har tagit emot det
happened-copiedForRecord = kopierade text till journalen
happened-unknown = gjorde något som appen är för gammal för att läsa
happened-stepDone = gjorde steget
happened-stepChanged = ändrade steget
happened-stepNotThisTime = gjorde inte steget den här gången
happened-hello = sade hej
happened-card = skrev ett kort
happened-away = är borta en tid
happened-back = är tillbaka
happened-setMeeting = satte nästa gång
happened-movedMeeting = flyttade nästa gång
happened-calledOff = ställde in nästa gång
