# Idag: den första skärmen, med högst tre kort.
today-title = Idag
today-new-go = Titta på det nya
today-nothing = Inget väntar. Du kan skriva något, eller bara stänga.
not-sent = Bara den här enheten har det du sa sist.
not-sent-more = { $other } får det när du skickar det.
today-since = Sedan { $day }.
today-answer = Svara den som väntat längst

# Efter en tid borta: var man börjar, och inget annat.
today-back = Börja här
today-back-more = Du behöver inte ta igen något. Ta en sak, eller ingen.

# Det klienten sagt som väntar på svar.
today-ago =
    { $days ->
        [0] idag
        [one] för 1 dag sedan, den { $day }
       *[other] för { $days } dagar sedan, den { $day }
    }
today-waits-no = Du sa nej { $when }.
today-waits-tookBack = Du tog tillbaka ditt ja { $when }.
today-waits-pushed = Du sa att du kände dig pressad { $when }.
today-waits-differently = Du sa det på ett annat sätt { $when }.
today-waits-suggested = Du föreslog det här { $when }.
today-waits-answered = Du skrev det här { $when }.

# Kontaktpersonens personer.
people-find = Hitta en person
people-none = Ingen har det namnet.
people-count =
    { $count ->
        [one] 1 överenskommelse
       *[other] { $count } överenskommelser
    }
meetings-title = Möten
hellos-title = Små hälsningar
